package dev.perigee.local.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ControlServerTest {

  @Test
  void answersThoseWhoKnowTheToken() throws IOException {
    ControlHandler handler =
        (command, reply) -> {
          if (command.equals(java.util.List.of("refuse"))) {
            throw new ControlHandler.Refusal("not today");
          }
          reply.accept("asked for " + command);
        };
    try (ControlServer server = ControlServer.open(handler)) {
      String[] address = server.address().strip().split(" ");
      int port = Integer.parseInt(address[0]);
      String token = address[1];

      assertThat(ask(port, token + " stop kafka --kill"))
          .isEqualTo("asked for [stop, kafka, --kill]\nok\n");
      assertThat(ask(port, token + " refuse")).isEqualTo("error: not today\n");
      assertThat(ask(port, "guess stop kafka")).isEqualTo("error: wrong token\n");
      assertThat(ask(port, "")).isEqualTo("error: wrong token\n");
      assertThat(ask(port, "x".repeat(5_000))).isEmpty();
    }
  }

  private static String ask(int port, String line) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (java.net.SocketException e) {
      return "";
    }
  }
}
