package dev.perigee.edge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.aayushatharva.brotli4j.Brotli4jLoader;
import com.aayushatharva.brotli4j.decoder.BrotliInputStream;
import dev.perigee.contracts.Selection;
import dev.perigee.edge.distribution.BehaviorBuilder;
import dev.perigee.edge.distribution.SnapshotBuilder;
import dev.perigee.edge.distribution.Snapshots;
import dev.perigee.testkit.http.Answer;
import dev.perigee.testkit.http.Answer.Framing;
import dev.perigee.testkit.http.Content;
import dev.perigee.testkit.http.RawConnection;
import dev.perigee.testkit.http.Reply;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** cloudfront.md, A6, through a real edge. */
class CompressionIT {

  private static final String GZIP = "Accept-Encoding: gzip, deflate";
  private static final String BOTH = "Accept-Encoding: gzip, deflate, br";
  private static final String TEXT = "The perigee is the point that is nearest. ".repeat(500);

  @TempDir private static Path directory;

  @SuppressWarnings("NullAway.Init")
  private static RunningEdge edge;

  @BeforeAll
  static void start() throws Exception {
    Brotli4jLoader.ensureAvailability();
    edge =
        RunningEdge.start(
            directory,
            Map.of("PERIGEE_EDGE_COMPRESSION_MAX_AT_ONCE", "4"),
            SnapshotBuilder.distribution("E1")
                .behaviors(
                    BehaviorBuilder.behavior("*")
                        .policy(
                            Snapshots.policy(
                                Selection.NONE,
                                Selection.NONE,
                                Selection.NONE,
                                Duration.ofDays(1),
                                true))
                        .compressing()
                        .build())
                .build());
  }

  @AfterAll
  static void stop() {
    edge.close();
  }

  @AfterEach
  void nothingIsLeftUnderWay() throws Exception {
    edge.assertQuiet();
  }

  @Test
  @Tag("A6.4")
  void eachFormIsMadeOnceAndKept() throws Exception {
    edge.on("/a", text(TEXT).header("Cache-Control", "max-age=60").header("ETag", "\"1\""));
    for (String expected : new String[] {"Miss", "Hit"}) {
      Reply brotli = edge.viewer("E1").get("/a", BOTH);
      assertThat(brotli.header("X-Cache")).contains(expected + " from perigee");
      assertThat(brotli.header("Content-Encoding")).contains("br");
      assertThat(brotli.header("ETag")).contains("W/\"1\"");
      assertThat(brotli.header("Vary")).contains("Accept-Encoding");
      assertThat(unbrotlied(brotli)).isEqualTo(TEXT);
      assertThat(brotli.body().length).isLessThan(TEXT.length() / 10);

      Reply gzip = edge.viewer("E1").get("/a", GZIP);
      assertThat(gzip.header("Content-Encoding")).contains("gzip");
      assertThat(unzipped(gzip)).isEqualTo(TEXT);

      Reply plain = edge.viewer("E1").get("/a");
      assertThat(plain.header("Content-Encoding")).isEmpty();
      assertThat(plain.header("ETag")).contains("\"1\"");
      assertThat(plain.text()).isEqualTo(TEXT);
    }
    assertThat(edge.originCount("/a")).isEqualTo(3);
    Reply hit = edge.viewer("E1").get("/a", GZIP);
    Reply part = edge.viewer("E1").get("/a", GZIP, "Range: bytes=2-5");
    assertThat(part.status()).isEqualTo(206);
    assertThat(part.body())
        .as("ranges are of the compressed bytes")
        .isEqualTo(Arrays.copyOfRange(hit.body(), 2, 6));
    assertThat(hit.header("Content-Length")).contains(Integer.toString(hit.body().length));
    assertThat(edge.viewer("E1").get("/a", GZIP, "If-None-Match: \"1\"").status()).isEqualTo(304);
  }

  @Test
  void theOriginIsAskedByItsOwnTagWhetherItHasChanged() throws Exception {
    edge.on(
        "/stale",
        text(TEXT).header("Cache-Control", "max-age=0").header("ETag", "\"1\""),
        Answer.empty(304)
            .header("Cache-Control", "max-age=60")
            .header("ETag", "\"1\"")
            .header("Vary", "Origin"));
    assertThat(unzipped(edge.viewer("E1").get("/stale", GZIP))).isEqualTo(TEXT);
    Await.until(
        "it is stored",
        () -> edge.viewer("E1").get("/stale", GZIP).header("X-Cache").orElse("").startsWith("R"));
    assertThat(edge.originRequests("/stale").get(1).head().first("If-None-Match"))
        .contains("\"1\"");
    Reply hit = edge.viewer("E1").get("/stale", GZIP);
    assertThat(hit.header("X-Cache")).contains("Hit from perigee");
    assertThat(hit.header("ETag")).contains("W/\"1\"");
    assertThat(hit.header("Vary")).contains("Accept-Encoding");
    assertThat(unzipped(hit)).isEqualTo(TEXT);
  }

  @Test
  @Tag("A6.1")
  @Tag("A6.2")
  void whatCloudFrontLeavesAsItIsIsLeft() throws Exception {
    edge.on("/small", text("x".repeat(999)));
    edge.on("/image", Answer.ok(TEXT).header("Content-Type", "image/png"));
    edge.on("/chunked", text(TEXT).framedBy(Framing.CHUNKED));
    edge.on("/error", Answer.of(500, Content.of(TEXT)).header("Content-Type", "text/html"));
    for (String path : new String[] {"/small", "/image", "/chunked", "/error"}) {
      Reply reply = edge.viewer("E1").get(path, BOTH);
      assertThat(reply.header("Content-Encoding")).as(path).isEmpty();
    }
    try (RawConnection old = RawConnection.open(edge.url())) {
      edge.on("/old", text(TEXT));
      old.send("GET /old HTTP/1.0\r\nHost: e1.example.net\r\nAccept-Encoding: gzip\r\n\r\n");
      assertThat(old.readReply("GET").header("Content-Encoding")).isEmpty();
      assertThat(edge.originRequests("/old").getFirst().head().first("Accept-Encoding"))
          .contains("identity");
    }
  }

  @Test
  void aLargeTextBecomesSmallEnoughToBeKept() throws Exception {
    String large = TEXT.repeat(200);
    edge.on("/large", text(large));
    assertThat(unbrotlied(edge.viewer("E1").get("/large", BOTH))).isEqualTo(large);
    Reply hit = edge.viewer("E1").get("/large", BOTH);
    assertThat(hit.header("X-Cache")).contains("Hit from perigee");
    assertThat(unbrotlied(hit)).isEqualTo(large);
  }

  @Test
  void aBodyThatBreaksOffIsBrokenCompressedTooAndItsPlaceIsFreeAgain() throws Exception {
    edge.on("/cut", text(TEXT).truncatedAfter(5_000));
    for (int i = 0; i < 6; i++) {
      assertThatThrownBy(() -> edge.viewer("E1").get("/cut", GZIP)).isInstanceOf(IOException.class);
    }
    edge.on("/after", text(TEXT));
    assertThat(unzipped(edge.viewer("E1").get("/after", GZIP))).isEqualTo(TEXT);
  }

  private static Answer text(String text) {
    return Answer.ok(text).header("Content-Type", "text/plain; charset=utf-8");
  }

  private static String unzipped(Reply reply) throws IOException {
    try (var in = new GZIPInputStream(new ByteArrayInputStream(reply.body()))) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }

  private static String unbrotlied(Reply reply) throws IOException {
    try (var in = new BrotliInputStream(new ByteArrayInputStream(reply.body()))) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }
}
