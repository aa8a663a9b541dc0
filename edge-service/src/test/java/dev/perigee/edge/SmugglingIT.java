package dev.perigee.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perigee.edge.distribution.SnapshotBuilder;
import dev.perigee.testkit.http.Answer;
import dev.perigee.testkit.http.RawConnection;
import dev.perigee.testkit.http.Reply;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Requests of which two readers could disagree where they end (RFC 9112, sections 6 and 11.2): the
 * edge answers 400 and closes the connection, and nothing reaches the origin.
 */
class SmugglingIT {

  private static final String HOST = "Host: d.example.net\r\n";
  private static final String POST = "POST /post HTTP/1.1\r\n" + HOST;
  private static final String SMUGGLED = "GET /smuggled HTTP/1.1\r\n" + HOST + "\r\n";

  @TempDir private static Path directory;
  private static RunningEdge edge;

  @BeforeAll
  static void start() throws Exception {
    edge = RunningEdge.start(directory, Map.of(), SnapshotBuilder.distribution("D").build());
    edge.on("/post", Answer.ok("posted"));
    edge.on("/smuggled", Answer.ok("smuggled"));
    edge.on("/other", Answer.ok("other"));
  }

  @AfterAll
  static void stop() {
    edge.close();
  }

  @AfterEach
  void othersAreServedAndNothingIsLeftUnderWay() throws Exception {
    assertThat(edge.viewer("D").get("/other").text()).isEqualTo("other");
    edge.assertQuiet();
  }

  @Test
  void lengthAndChunksTogether() throws Exception {
    String chunked = "Transfer-Encoding: chunked\r\n";
    assertRefused(POST + "Content-Length: 6\r\n" + chunked + "\r\n0\r\n\r\n" + SMUGGLED);
    assertRefused(POST + chunked + "Content-Length: 4\r\n\r\n5\r\nhello\r\n0\r\n\r\n" + SMUGGLED);
  }

  @ParameterizedTest
  @CsvSource({
    "Transfer-Encoding: xchunked",
    "'Transfer-Encoding: chunked, identity'",
    "Transfer-Encoding: identity",
    "Transfer-Encoding: gzip",
    "Transfer-Encoding : chunked",
    "'Transfer-Encoding: chunked\r\nTransfer-Encoding: x'",
    "'Transfer-Encoding: x\r\nTransfer-Encoding: chunked'",
    "'Transfer-Encoding:\u000bchunked'"
  })
  void obscuredChunks(String field) throws Exception {
    assertRefused(POST + field + "\r\n\r\n0\r\n\r\n" + SMUGGLED);
    assertRefused(POST + "Content-Length: 5\r\n" + field + "\r\n\r\n0\r\n\r\n" + SMUGGLED);
  }

  @ParameterizedTest
  @CsvSource({
    "'Content-Length: 5\r\nContent-Length: 6'",
    "'Content-Length: 5, 6'",
    "Content-Length: +5",
    "Content-Length: -5",
    "Content-Length: 0x5",
    "Content-Length: 5 5",
    "Content-Length : 5",
    "Content-Length: 99999999999999999999",
    "'Content-Length:'"
  })
  void conflictingAndMalformedLengths(String fields) throws Exception {
    assertRefused(POST + fields + "\r\n\r\nhello" + SMUGGLED);
  }

  @ParameterizedTest
  @CsvSource({
    "'5\r\nhello\r\n0x0\r\n\r\n'",
    "'-1\r\nhello\r\n0\r\n\r\n'",
    "'5;a=\nGET /smuggled\r\nhello\r\n0\r\n\r\n'",
    "'5\nhello\n0\n\n'",
    "'5\r\nhelloXX0\r\n\r\n'",
    "'fffffffffffffffff\r\nhello\r\n0\r\n\r\n'"
  })
  void malformedChunks(String body) throws Exception {
    try (RawConnection connection = RawConnection.open(edge.url())) {
      connection.send(POST + "Transfer-Encoding: chunked\r\n\r\n" + body);
      assertThat(bytesUpToTheEnd(connection)).isLessThan(5_000);
    }
    assertNothingSmuggled();
  }

  @ParameterizedTest
  @CsvSource({
    "'GET /smuggled HTTP/1.1\nHost: d.example.net\n\n'",
    "'GET /smuggled HTTP/1.1\r\nHost: d.example.net\nX: y\r\n\r\n'",
    "'GET /smuggled HTTP/1.1\r\nHost: d.example.net\r\nHost: e.example.net\r\n\r\n'",
    "'GET /smuggled HTTP/1.1\r\n Host: d.example.net\r\n\r\n'",
    "'GET /smuggled HTTP/1.1\r\n\r\n'",
    "'GET /smuggled HTTP/1.1\r\nHost: d.example.net\r\nX\u0000Y: z\r\n\r\n'",
    "'GET /smuggled HTTP/1.1\r\nHost: d.example.net\r\nX: a\u0000b\r\n\r\n'",
    "'GET /smuggled HTTP/1.1\r\nHost: d.example.net\r\nX: a\rb\r\n\r\n'",
    "'GET /smuggled\u0001 HTTP/1.1\r\nHost: d.example.net\r\n\r\n'",
    "'GET  /smuggled HTTP/1.1 x\r\nHost: d.example.net\r\n\r\n'"
  })
  void malformedHeads(String head) throws Exception {
    assertRefused(head);
  }

  @Test
  void aFoldedFieldIsOneFieldAndHidesNothing() throws Exception {
    edge.on("/folded", Answer.ok("folded"));
    try (RawConnection connection = RawConnection.open(edge.url())) {
      connection.send(
          "GET /folded HTTP/1.1\r\n" + HOST + "X: a\r\n Transfer-Encoding: chunked\r\n\r\n");
      assertThat(connection.readReply("GET").status()).isIn(200, 400);
    }
  }

  /** Fails where the edge does not close the connection. */
  private static int bytesUpToTheEnd(RawConnection connection) throws Exception {
    int bytes = 0;
    while (!connection.isClosedByPeer()) {
      bytes++;
    }
    return bytes;
  }

  private static void assertRefused(String bytes) throws Exception {
    try (RawConnection connection = RawConnection.open(edge.url())) {
      connection.send(bytes);
      Reply reply = connection.readReply("POST");
      assertThat(reply.status()).as(bytes).isEqualTo(400);
      assertThat(connection.isClosedByPeer()).as(bytes).isTrue();
    }
    assertNothingSmuggled();
  }

  private static void assertNothingSmuggled() {
    assertThat(edge.originCount("/smuggled")).isZero();
  }
}
