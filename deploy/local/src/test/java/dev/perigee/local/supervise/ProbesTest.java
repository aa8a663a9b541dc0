package dev.perigee.local.supervise;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

class ProbesTest {

  @Test
  void tellsWhatIsNotReadyAndWhy() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
    int port = server.getAddress().getPort();
    int[] status = {503};
    server.createContext(
        "/ready",
        exchange -> {
          exchange.sendResponseHeaders(status[0], -1);
          exchange.close();
        });
    server.start();
    try {
      assertThat(Probes.tcp(port).check()).isEqualTo(Readiness.READY);
      assertThat(Probes.http(port, "/ready").check())
          .isEqualTo(
              new Readiness.NotYet(
                  "http://127.0.0.1:" + port + "/ready answers HTTP/1.1 503 Service Unavailable"));
      status[0] = 200;
      assertThat(Probes.http(port, "/ready").check()).isEqualTo(Readiness.READY);
    } finally {
      server.stop(0);
    }
    assertThat(Probes.tcp(port).check())
        .isEqualTo(new Readiness.NotYet("port " + port + ": Connection refused"));
  }
}
