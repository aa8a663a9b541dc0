package dev.perigee.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.perigee.edge.distribution.SnapshotBuilder;
import dev.perigee.testkit.http.Answer;
import dev.perigee.testkit.http.Content;
import dev.perigee.testkit.http.Gate;
import dev.perigee.testkit.http.Received;
import dev.perigee.testkit.http.Reply;
import dev.perigee.testkit.http.Resource;
import dev.perigee.testkit.http.Script;
import java.io.IOException;
import java.nio.file.Path;
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

/** Objects larger than what is stored in one piece, here 1,000 bytes, lie in slices. */
class SliceIT {

  private static final Content.Generated BODY = (Content.Generated) Content.generated(100_500, 5);

  @TempDir private static Path directory;

  @SuppressWarnings("NullAway.Init")
  private static RunningEdge edge;

  @BeforeAll
  static void start() throws Exception {
    edge =
        RunningEdge.start(
            directory,
            Map.of("PERIGEE_EDGE_MEMORY_MAX_OBJECT_BYTES", "1000"),
            SnapshotBuilder.distribution("E1").build());
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
  @Tag("A5.3")
  @Tag("A5.10")
  void aPartIsFetchedInItsSlicesAndNoOthersAndThenAnsweredFromThem() throws Exception {
    edge.on("/part", resource("\"1\"", "max-age=60"));
    for (String expected : List.of("Miss", "Hit")) {
      Reply part = edge.viewer("E1").get("/part", "Range: bytes=50500-51499");
      assertThat(part.status()).isEqualTo(206);
      assertThat(part.header("Content-Range")).contains("bytes 50500-51499/100500");
      assertThat(part.header("X-Cache")).contains(expected + " from perigee");
      assertBytes(part, 50_500, 1_000);
    }
    assertThat(edge.originRequests("/part"))
        .extracting(SliceIT::range)
        .containsExactly("bytes=50000-50999", "bytes=51000-51999");
    assertBytes(edge.viewer("E1").get("/part", "Range: bytes=50600-50601"), 50_600, 2);
    assertBytes(edge.viewer("E1").get("/part", "Range: bytes=-100"), 100_400, 100);
    assertThat(edge.originRequests("/part").getLast())
        .extracting(SliceIT::range)
        .isEqualTo("bytes=100000-100499");
    assertThat(edge.viewer("E1").get("/part", "Range: bytes=100500-").status()).isEqualTo(416);
    assertThat(edge.viewer("E1").get("/part", "If-None-Match: \"1\"").status()).isEqualTo(304);
    Reply head = edge.viewer("E1").head("/part");
    assertThat(head.header("Content-Length")).contains("100500");
    assertThat(edge.originCount("/part")).isEqualTo(3);
  }

  @Test
  @Tag("A5.10")
  void theWholeIsPutTogetherAndKept() throws Exception {
    edge.on("/whole", resource("\"1\"", "max-age=60"));
    for (String expected : List.of("Miss", "Hit")) {
      Reply whole = edge.viewer("E1").get("/whole");
      assertThat(whole.status()).isEqualTo(200);
      assertThat(whole.header("Content-Length")).contains("100500");
      assertThat(whole.header("X-Cache")).contains(expected + " from perigee");
      assertBytes(whole, 0, 100_500);
    }
    assertThat(edge.originCount("/whole")).isEqualTo(1 + 101);
  }

  @Test
  @Tag("A5.10")
  void versionsAreNeverMixed() throws Exception {
    edge.on("/changing", resource("\"1\"", "max-age=60"));
    assertBytes(edge.viewer("E1").get("/changing", "Range: bytes=0-9"), 0, 10);
    Content.Generated second = (Content.Generated) Content.generated(100_500, 6);
    edge.on("/changing", Resource.of(second, "\"2\"", "max-age=60"));
    assertThatThrownBy(() -> edge.viewer("E1").get("/changing", "Range: bytes=0-1999"))
        .as("what has begun as one version does not go on as another")
        .isInstanceOf(IOException.class);
    Reply after = edge.viewer("E1").get("/changing", "Range: bytes=0-1999");
    assertThat(after.header("ETag")).contains("\"2\"");
    for (int i = 0; i < 2_000; i++) {
      assertThat(after.body()[i]).isEqualTo(second.at(i));
    }
  }

  @Test
  void aNewVersionIsAnsweredWhereNothingWasWrittenYet() throws Exception {
    edge.on("/replaced", resource("\"1\"", "max-age=60"));
    assertBytes(edge.viewer("E1").get("/replaced", "Range: bytes=0-9"), 0, 10);
    edge.on("/replaced", resource("\"2\"", "max-age=60"));
    Reply other = edge.viewer("E1").get("/replaced", "Range: bytes=5000-5009");
    assertThat(other.status()).isEqualTo(206);
    assertThat(other.header("ETag")).contains("\"2\"");
    assertBytes(other, 5_000, 10);
  }

  @Test
  void anExpiredObjectIsAskedForOnceAndItsSlicesStay() throws Exception {
    edge.on("/expired", resource("\"1\"", "max-age=0"));
    assertBytes(edge.viewer("E1").get("/expired", "Range: bytes=0-999"), 0, 1_000);
    Reply again = edge.viewer("E1").get("/expired", "Range: bytes=0-999");
    assertThat(again.header("X-Cache")).contains("RefreshHit from perigee");
    assertBytes(again, 0, 1_000);
    assertThat(edge.originRequests("/expired"))
        .extracting(SliceIT::range)
        .containsExactly("bytes=0-999", "bytes=0-999");
  }

  @Test
  @Tag("A5.7")
  void aSliceThatBreaksOffIsNotKept() throws Exception {
    edge.on("/cut", resource("\"1\"", "max-age=60"));
    assertBytes(edge.viewer("E1").get("/cut", "Range: bytes=0-9"), 0, 10);
    Script whole = resource("\"1\"", "max-age=60");
    edge.on("/cut", (Script) request -> whole.answer(request).truncatedAfter(500));
    assertThatThrownBy(() -> edge.viewer("E1").get("/cut", "Range: bytes=1000-1999"))
        .isInstanceOf(IOException.class);
    edge.on("/cut", whole);
    assertBytes(edge.viewer("E1").get("/cut", "Range: bytes=1000-1999"), 1_000, 1_000);
  }

  @Test
  void whoHasTakenAWholeSliceFindsTheNextOneUnderWay() throws Exception {
    Gate gate = new Gate();
    Script whole = resource("\"1\"", "max-age=60");
    edge.on(
        "/ahead",
        (Script)
            request ->
                range(request).equals("bytes=1000-1999")
                    ? whole.answer(request).pausingAt(500, gate)
                    : whole.answer(request));
    try (ExecutorService viewers = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Reply> part =
          viewers.submit(() -> edge.viewer("E1").get("/ahead", "Range: bytes=0-2999"));
      gate.awaitReached();
      Await.until("the third slice is asked for", () -> asked("/ahead", "bytes=2000-2999"));
      gate.open();
      assertBytes(part.get(), 0, 3_000);
    }
    assertThat(edge.originCount("/ahead")).isEqualTo(3);
  }

  private static boolean asked(String path, String range) {
    return edge.originRequests(path).stream().anyMatch(request -> range(request).equals(range));
  }

  @Test
  void anOriginWithoutPartsIsPassedOn() throws Exception {
    edge.on("/no-parts", Answer.ok(BODY).header("ETag", "\"1\""));
    Reply all = edge.viewer("E1").get("/no-parts", "Range: bytes=0-9");
    assertThat(all.status()).isEqualTo(200);
    assertBytes(all, 0, 100_500);
  }

  private static Script resource(String etag, String cacheControl) {
    return Resource.of(BODY, etag, cacheControl);
  }

  private static String range(Received request) {
    return request.head().first("Range").orElse("");
  }

  private static void assertBytes(Reply reply, int first, int length) {
    assertThat(reply.body()).hasSize(length);
    for (int i = 0; i < length; i++) {
      assertThat(reply.body()[i]).isEqualTo(BODY.at(first + i));
    }
  }
}
