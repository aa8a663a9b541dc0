package dev.perigee.local.supervise;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class ListeningPortTest {

  @Test
  void seesAListenerOnLoopbackOrOnEveryAddress() throws IOException {
    for (InetAddress address :
        new InetAddress[] {InetAddress.getLoopbackAddress(), InetAddress.getByName("0.0.0.0")}) {
      int port;
      try (ServerSocket listener = new ServerSocket(0, 1, address)) {
        port = listener.getLocalPort();
        assertThat(ListeningPort.tcp(port).isFree()).as(address.toString()).isFalse();
      }
      assertThat(ListeningPort.tcp(port).isFree()).isTrue();
    }
  }

  @Test
  void keepsUdpApartFromTcp() throws IOException {
    try (DatagramSocket socket =
        new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
      int port = socket.getLocalPort();
      assertThat(ListeningPort.udp(port).isFree()).isFalse();
      assertThat(ListeningPort.udp(port)).hasToString("UDP port " + port);
      assertThat(ListeningPort.tcp(port)).hasToString("port " + port);
    }
  }
}
