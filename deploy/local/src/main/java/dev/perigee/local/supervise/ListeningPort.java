package dev.perigee.local.supervise;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** A port on loopback that a part listens on. */
public record ListeningPort(Protocol protocol, int number) {

  /** What is carried over the port. */
  public enum Protocol {
    TCP,
    UDP
  }

  public static ListeningPort tcp(int number) {
    return new ListeningPort(Protocol.TCP, number);
  }

  public static ListeningPort udp(int number) {
    return new ListeningPort(Protocol.UDP, number);
  }

  /** Whether a part could listen there now. */
  public boolean isFree() {
    InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), number);
    return switch (protocol) {
      case TCP -> {
        try (ServerSocket socket = new ServerSocket()) {
          socket.setReuseAddress(true);
          socket.bind(address, 1);
          yield true;
        } catch (IOException e) {
          yield false;
        }
      }
      case UDP -> {
        try (DatagramSocket socket = new DatagramSocket(address)) {
          yield socket.isBound();
        } catch (IOException e) {
          yield false;
        }
      }
    };
  }

  @Override
  public String toString() {
    return protocol == Protocol.TCP ? "port " + number : "UDP port " + number;
  }
}
