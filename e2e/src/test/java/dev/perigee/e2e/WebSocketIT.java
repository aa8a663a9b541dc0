package dev.perigee.e2e;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perigee.testkit.http.Head;
import dev.perigee.testkit.http.RawConnection;
import dev.perigee.testkit.http.WebSocketEcho;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A WebSocket from a viewer through an edge and origin-service to an origin. */
@ExtendWith(World.Provider.class)
class WebSocketIT {

  private static final String KEY = "dGhlIHNhbXBsZSBub25jZQ==";

  /** The text {@code hello}, masked as a viewer's messages are (RFC 6455, section 5.7). */
  private static final byte[] HELLO = {
    (byte) 0x81, (byte) 0x85, 0x37, (byte) 0xfa, 0x21, 0x3d, 0x5f, (byte) 0x9f, 0x4d, 0x51, 0x58
  };

  private final World world;

  WebSocketIT(World world) {
    this.world = world;
  }

  @Test
  void whatTheViewerSaysComesBack() throws Exception {
    try (WebSocketEcho echo = WebSocketEcho.start()) {
      JsonNode created =
          world
              .cloudfront(
                  "create-distribution",
                  "--distribution-config",
                  new DistributionConfig("web-socket").httpOrigin("echo", echo.port()).json("echo"))
              .path("Distribution");
      world.awaitDeployed(created.path("Id").asText());
      try (RawConnection viewer = RawConnection.open(world.suite().edge(0))) {
        viewer.send(
            "GET /chat HTTP/1.1\r\nHost: "
                + created.path("DomainName").asText()
                + "\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: "
                + KEY
                + "\r\n\r\n");
        Head head = viewer.readHead();
        assertThat(head.startLine()).startsWith("HTTP/1.1 101 ");
        assertThat(head.first("Sec-WebSocket-Accept")).contains(WebSocketEcho.accept(KEY));
        for (int i = 0; i < 3; i++) {
          viewer.send(HELLO);
          assertThat(new String(viewer.readBytes(7), US_ASCII)).endsWith("hello");
        }
      }
    }
  }
}
