package dev.perigee.edge;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.perigee.edge.distribution.SnapshotBuilder;
import dev.perigee.testkit.http.Answer;
import dev.perigee.testkit.http.Head;
import dev.perigee.testkit.http.RawConnection;
import dev.perigee.testkit.http.WebSocketEcho;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** cloudfront.md, A8: WebSocket connections through a real edge. */
class WebSocketIT {

  private static final String KEY = "dGhlIHNhbXBsZSBub25jZQ==";
  private static final String HANDSHAKE =
      "GET /chat HTTP/1.1\r\nHost: d.example.net\r\nConnection: keep-alive, Upgrade\r\n"
          + "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: "
          + KEY
          + "\r\n\r\n";

  @Test
  @Tag("A8.3")
  void messagesGoBothWaysAndTheConnectionCounts(@TempDir Path directory) throws Exception {
    try (WebSocketEcho echo = WebSocketEcho.start();
        RunningEdge edge =
            RunningEdge.start(
                directory,
                Map.of("PERIGEE_EDGE_ORIGIN_SERVICES", echo.url()),
                SnapshotBuilder.distribution("D").build())) {
      try (RawConnection viewer = RawConnection.open(edge.url())) {
        assertEchoes(viewer);
        edge.assertActive(1);
      }
      edge.assertQuiet();
      assertThat(echo.handshakes())
          .singleElement()
          .satisfies(seen -> assertThat(seen.first("Sec-WebSocket-Key")).contains(KEY));
    }
  }

  @Test
  @Tag("A8.3")
  void messagesGoBothWaysOverTls(@TempDir Path directory) throws Exception {
    Path certificates = EdgeCertificates.write(directory, "*.example.net");
    try (WebSocketEcho echo = WebSocketEcho.start();
        RunningEdge edge =
            RunningEdge.start(
                directory,
                Map.of(
                    "PERIGEE_EDGE_ORIGIN_SERVICES",
                    echo.url(),
                    "PERIGEE_EDGE_CERTIFICATES",
                    certificates.toString()),
                SnapshotBuilder.distribution("D").build())) {
      try (RawConnection viewer =
          RawConnection.over(TlsSockets.open(edge.securePort(), "d.example.net", "http/1.1"))) {
        assertEchoes(viewer);
        edge.assertActive(1);
      }
      edge.assertQuiet();
    }
  }

  private static void assertEchoes(RawConnection viewer) throws IOException {
    viewer.send(HANDSHAKE);
    Head head = viewer.readHead();
    assertThat(head.startLine()).startsWith("HTTP/1.1 101 ");
    assertThat(head.first("Upgrade")).contains("websocket");
    assertThat(head.first("Sec-WebSocket-Accept")).contains(WebSocketEcho.accept(KEY));
    assertThat(head.first("X-Amz-Cf-Id")).isPresent();
    for (String message : new String[] {"hello", "again"}) {
      viewer.send(masked(message));
      assertThat(new String(viewer.readBytes(2 + message.length()), US_ASCII)).endsWith(message);
    }
  }

  @Test
  @Tag("A8.3")
  void anIdleOneIsClosed(@TempDir Path directory) throws Exception {
    try (WebSocketEcho echo = WebSocketEcho.start();
        RunningEdge idle =
            RunningEdge.start(
                directory,
                Map.of(
                    "PERIGEE_EDGE_ORIGIN_SERVICES",
                    echo.url(),
                    "PERIGEE_EDGE_VIEWERS_WEB_SOCKET_IDLE_TIMEOUT",
                    "1s"),
                SnapshotBuilder.distribution("D").build())) {
      try (RawConnection viewer = RawConnection.open(idle.url())) {
        viewer.send(HANDSHAKE);
        viewer.readHead();
        assertThat(viewer.isClosedByPeer()).isTrue();
      }
      idle.assertQuiet();
    }
  }

  @Test
  void anOriginThatWillNotAnswersAsToAnyRequest(@TempDir Path directory) throws Exception {
    try (RunningEdge edge =
        RunningEdge.start(directory, Map.of(), SnapshotBuilder.distribution("D").build())) {
      edge.on("/chat", Answer.empty(426));
      try (RawConnection viewer = RawConnection.open(edge.url())) {
        viewer.send(HANDSHAKE);
        assertThat(viewer.readReply("GET").status()).isEqualTo(426);
      }
      edge.assertQuiet();
    }
  }

  private static byte[] masked(String message) {
    byte[] frame = new byte[6 + message.length()];
    frame[0] = (byte) 0x81;
    frame[1] = (byte) (0x80 | message.length());
    for (int i = 0; i < message.length(); i++) {
      frame[2 + i % 4] = (byte) (i % 4 + 1);
    }
    for (int i = 0; i < message.length(); i++) {
      frame[6 + i] = (byte) (message.charAt(i) ^ frame[2 + i % 4]);
    }
    return frame;
  }
}
