package dev.perigee.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perigee.edge.distribution.SnapshotBuilder;
import dev.perigee.testkit.http.Answer;
import dev.perigee.testkit.http.Gate;
import dev.perigee.testkit.http.RawConnection;
import dev.perigee.testkit.http.Reply;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** cloudfront.md, A1 and A7: what viewers may ask of one edge, and how long they may take. */
class LimitsIT {

  private static final int PER_ADDRESS = 40;
  private static final String HOST = "Host: d.example.net\r\n";

  @TempDir private static Path directory;
  private static RunningEdge edge;

  @BeforeAll
  static void start() throws Exception {
    edge =
        RunningEdge.start(
            directory,
            Map.of(
                "PERIGEE_DOMAIN",
                "example.net",
                "PERIGEE_EDGE_VIEWERS_HEADER_TIMEOUT",
                "2s",
                "PERIGEE_EDGE_VIEWERS_KEEP_ALIVE_TIMEOUT",
                "2s",
                "PERIGEE_EDGE_VIEWERS_MAX_CONNECTIONS_PER_ADDRESS",
                Integer.toString(PER_ADDRESS),
                "PERIGEE_EDGE_VIEWERS_MAX_BODY_BYTES",
                "1000"),
            SnapshotBuilder.distribution("D").build());
    edge.on("/a", Answer.ok("a"));
  }

  @AfterAll
  static void stop() {
    edge.close();
  }

  @AfterEach
  void othersAreServedAndNothingIsLeftUnderWay() throws Exception {
    Await.until("another viewer is served", () -> edge.viewer("D").get("/a").status() == 200);
    edge.assertQuiet();
  }

  @Test
  void aUrlOf8192BytesIsServedAndALongerOneIsNot() throws Exception {
    String longest = "/" + "a".repeat(8_191);
    edge.on(longest, Answer.ok("long"));
    assertThat(edge.viewer("D").get(longest).text()).isEqualTo("long");
    assertThat(edge.viewer("D").get(longest + "b").status()).isEqualTo(414);
  }

  @Test
  void headersBeyond32768BytesAreRefusedAndTheConnectionIsClosed() throws Exception {
    assertThat(edge.viewer("D").get("/a", "X: " + "a".repeat(32_000)).status()).isEqualTo(200);
    try (RawConnection connection = RawConnection.open(edge.url())) {
      connection.send("GET /a HTTP/1.1\r\n" + HOST + "X: " + "a".repeat(33_000) + "\r\n\r\n");
      assertThat(connection.readReply("GET").status()).isEqualTo(494);
      assertThat(connection.isClosedByPeer()).isTrue();
    }
  }

  @Test
  void bodiesBeyondTheLimitAreRefusedOrBrokenOff() throws Exception {
    edge.on("/post", Answer.ok("posted"));
    assertThat(post("Content-Length: 1000\r\n\r\n" + "a".repeat(1_000)).status()).isEqualTo(200);
    assertThat(post("Content-Length: 1001\r\n\r\n").status()).isEqualTo(413);
    String chunk = "100\r\n" + "a".repeat(256) + "\r\n";
    assertThat(post("Transfer-Encoding: chunked\r\n\r\n" + chunk.repeat(3) + "0\r\n\r\n").status())
        .isEqualTo(200);
    int before = edge.originCount("/post");
    try (RawConnection connection = RawConnection.open(edge.url())) {
      connection.send(
          "POST /post HTTP/1.1\r\n"
              + HOST
              + "Transfer-Encoding: chunked\r\n\r\n"
              + chunk.repeat(5)
              + "0\r\n\r\n");
      assertThat(connection.readReply("POST").status()).isEqualTo(413);
    }
    assertThat(edge.originCount("/post")).isEqualTo(before);
  }

  private static Reply post(String rest) throws IOException {
    try (RawConnection connection = RawConnection.open(edge.url())) {
      connection.send("POST /post HTTP/1.1\r\n" + HOST + rest);
      return connection.readReply("POST");
    }
  }

  @Test
  void aHeadThatTakesTooLongEndsItsConnection() throws Exception {
    try (RawConnection silent = RawConnection.open(edge.url());
        RawConnection slow = RawConnection.open(edge.url());
        RawConnection idle = RawConnection.open(edge.url())) {
      idle.send("GET /a HTTP/1.1\r\n" + HOST + "\r\n");
      assertThat(idle.readReply("GET").text()).isEqualTo("a");
      slow.send("GET /a HTTP/1.1\r\nHost: d.exa");
      assertThat(slow.isClosedByPeer()).isTrue();
      assertThat(silent.isClosedByPeer()).isTrue();
      assertThat(idle.isClosedByPeer()).isTrue();
    }
  }

  @Test
  void aRequestThatWaitsForItsOriginIsNotIdle() throws Exception {
    Gate gate = new Gate();
    edge.on("/slow", Answer.ok("slow").pausingAt(0, gate));
    try (ExecutorService viewers = Executors.newVirtualThreadPerTaskExecutor();
        RawConnection idle = RawConnection.open(edge.url())) {
      Future<Reply> slow = viewers.submit(() -> edge.viewer("D").get("/slow"));
      gate.awaitReached();
      assertThat(idle.isClosedByPeer()).isTrue();
      gate.open();
      assertThat(slow.get().text()).isEqualTo("slow");
    }
  }

  @Test
  void oneAddressCannotHaveAllConnections() throws Exception {
    List<RawConnection> open = new ArrayList<>();
    try {
      for (int i = 0; i < PER_ADDRESS + 5; i++) {
        open.add(RawConnection.open(edge.url()));
      }
      assertThat(open.getLast().isClosedByPeer()).isTrue();
    } finally {
      for (RawConnection connection : open) {
        connection.close();
      }
    }
  }

  @Test
  void http10IsServedAndClosedUnlessItAsksOtherwise() throws Exception {
    try (RawConnection connection = RawConnection.open(edge.url())) {
      connection.send("GET /a HTTP/1.0\r\n" + HOST + "Connection: keep-alive\r\n\r\n");
      Reply first = connection.readReply("GET");
      assertThat(first.text()).isEqualTo("a");
      assertThat(first.header("Connection")).contains("keep-alive");
      connection.send("GET /a HTTP/1.0\r\n" + HOST + "\r\n");
      assertThat(connection.readReply("GET").text()).isEqualTo("a");
      assertThat(connection.isClosedByPeer()).isTrue();
    }
  }

  @Test
  void requestsInOneGoAreAnsweredInTheirOrder() throws Exception {
    edge.on("/b", Answer.ok("b"));
    try (RawConnection connection = RawConnection.open(edge.url())) {
      String get = " HTTP/1.1\r\n" + HOST + "\r\n";
      connection.send("GET /a" + get + "GET /b" + get + "GET /a" + get);
      for (String expected : List.of("a", "b", "a")) {
        assertThat(connection.readReply("GET").text()).isEqualTo(expected);
      }
    }
  }

  /** cloudfront.md, A1: distributions chained more than two deep. */
  @Test
  @Tag("A1.8")
  void aRequestThatComesRoundAgainIsRefused() throws Exception {
    assertThat(edge.viewer("D").get("/a", "CDN-Loop: other.cdn, a.example.net").status())
        .isEqualTo(200);
    Reply refused =
        edge.viewer("D").get("/a", "CDN-Loop: a.example.net;x=1", "CDN-Loop: B.Example.NET");
    assertThat(refused.status()).isEqualTo(403);
    edge.on("/through", Answer.ok("through"));
    edge.viewer("D").get("/through", "CDN-Loop: other.cdn");
    assertThat(edge.originRequests("/through").getFirst().head().first("CDN-Loop"))
        .contains("other.cdn, d.example.net");
  }
}
