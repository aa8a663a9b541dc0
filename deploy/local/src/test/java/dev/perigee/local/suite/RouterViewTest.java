package dev.perigee.local.suite;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class RouterViewTest {

  @Test
  void whatTheRouterSaysIsShownAndWhereItSaysNothingThatIs() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
    RouterView view = new RouterView(server.getAddress().getPort());
    server.createContext(
        "/perigee/edges",
        exchange -> {
          byte[] table = "EDGE    REGION\nedge-1  eu\n".getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, table.length);
          exchange.getResponseBody().write(table);
          exchange.close();
        });
    server.start();
    try {
      assertThat(view.lines()).containsExactly("EDGE    REGION", "edge-1  eu");
    } finally {
      server.stop(0);
    }

    assertThat(view.lines())
        .singleElement()
        .asString()
        .startsWith("the router does not say how the edges are: ");
  }
}
