package dev.perigee.edge;

import static dev.perigee.edge.distribution.BehaviorBuilder.behavior;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.perigee.contracts.Forwarding;
import dev.perigee.contracts.Selection;
import dev.perigee.edge.distribution.SnapshotBuilder;
import dev.perigee.testkit.http.Answer;
import dev.perigee.testkit.http.Content;
import dev.perigee.testkit.http.RawConnection;
import dev.perigee.testkit.http.Received;
import dev.perigee.testkit.http.Reply;
import dev.perigee.testkit.http.Resource;
import dev.perigee.testkit.http.Script;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * No viewer makes an origin send much more than the viewer takes: what is asked for, and two slices
 * of 1 MiB. Each test is about an object that the edge does not know yet.
 */
class RangeAmplificationIT {

  private static final int SLICE = 1 << 20;
  private static final Content.Generated HUGE =
      (Content.Generated) Content.generated(50_000_000_000L, 3);
  private static final Content.Generated LARGE =
      (Content.Generated) Content.generated(8 * SLICE - 5, 4);
  private static final Content SMALL = Content.of("0123456789");

  @TempDir private static Path directory;

  @SuppressWarnings("NullAway.Init")
  private static RunningEdge edge;

  @BeforeAll
  static void start() throws Exception {
    edge =
        RunningEdge.start(
            directory,
            Map.of("PERIGEE_EDGE_MEMORY_MAX_BYTES", Integer.toString(24 * SLICE)),
            SnapshotBuilder.distribution("E1")
                .behaviors(
                    behavior("/cookies/*")
                        .forwarding(
                            new Forwarding(
                                Selection.NONE, Selection.ALL, Selection.NONE, List.of()))
                        .build(),
                    behavior("*").build())
                .build());
    edge.on("/other", Answer.ok("other"));
  }

  @AfterAll
  static void stop() {
    edge.close();
  }

  @AfterEach
  void othersAreServedAndNothingIsLeftUnderWay() throws Exception {
    assertThat(edge.viewer("E1").get("/other").text()).isEqualTo("other");
    edge.assertQuiet();
  }

  @ParameterizedTest
  @CsvSource({
    "0-0, 0, 1",
    "1048575-1048576, 1048575, 2",
    "123456789-123456789, 123456789, 1",
    "49999999990-, 49999999990, 10",
    "-1, 49999999999, 1",
    "-3000000, 49997000000, 3000000",
    "31000000000-31004000000, 31000000000, 4000001",
  })
  @Tag("A5.3")
  @Tag("A5.11")
  void aRangeOfAHugeObject(String range, long first, int length) throws Exception {
    String path = "/huge/" + range;
    edge.on(path, resource(HUGE, "\"1\""));
    Reply part = get(path, range);
    assertThat(part.status()).isEqualTo(206);
    assertThat(part.header("X-Cache")).contains("Miss from perigee");
    assertThat(part.header("Content-Range"))
        .contains("bytes " + first + "-" + (first + length - 1) + "/" + HUGE.length());
    assertBytes(part, HUGE, first, length);
    assertThat(edge.originBytes(path)).isLessThanOrEqualTo(length + 2L * SLICE);
    assertThat(get(path, range).header("X-Cache")).contains("Hit from perigee");
  }

  @Test
  @Tag("A5.11")
  void manyTinyRangesCostEachSliceOnce() throws Exception {
    edge.on("/tiny", resource(LARGE, "\"1\""));
    Random random = new Random(1);
    for (int i = 0; i < 300; i++) {
      int first = random.nextInt((int) LARGE.length());
      assertBytes(get("/tiny", first + "-" + first), LARGE, first, 1);
    }
    assertThat(edge.originBytes("/tiny")).isLessThanOrEqualTo(LARGE.length());
  }

  @Test
  @Tag("A5.11")
  void oneRangeThatManyWantAtOnceIsFetchedOnce() throws Exception {
    edge.on("/at-once", resource(HUGE, "\"1\""));
    Callable<Reply> viewer = () -> get("/at-once", "7000000-7000009");
    try (ExecutorService viewers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Reply> part :
          viewers.invokeAll(Stream.generate(() -> viewer).limit(30).toList())) {
        assertBytes(part.get(), HUGE, 7_000_000, 10);
      }
    }
    assertThat(edge.originBytes("/at-once")).isEqualTo(SLICE);
  }

  @Test
  @Tag("A5.4")
  @Tag("A5.11")
  void overlappingRangesAreTheWholeOnce() throws Exception {
    edge.on("/overlapping", resource(LARGE, "\"1\""));
    Reply whole = get("/overlapping", "0-,0-,0-,1-,-5");
    assertThat(whole.status()).isEqualTo(200);
    assertBytes(whole, LARGE, 0, (int) LARGE.length());
    assertThat(edge.originBytes("/overlapping")).isEqualTo(LARGE.length());
  }

  @Test
  @Tag("A5.11")
  void theFirstSliceIsNotFetchedTwiceWhereRequestsDoNotCollapse() throws Exception {
    edge.on("/cookies/a", resource(HUGE, "\"1\""));
    assertBytes(get("/cookies/a", "5000000-5000001"), HUGE, 5_000_000, 2);
    assertThat(edge.originBytes("/cookies/a")).isEqualTo(SLICE);
  }

  @Test
  @Tag("A5.3")
  void aSmallObjectIsStoredWholeByItsFirstRange() throws Exception {
    edge.on("/small", resource(SMALL, "W/\"weak\""));
    Reply part = get("/small", "3-4");
    assertThat(part.status()).isEqualTo(206);
    assertThat(part.text()).isEqualTo("34");
    Reply plain = edge.viewer("E1").get("/small");
    assertThat(plain.status()).isEqualTo(200);
    assertThat(plain.text()).isEqualTo("0123456789");
    assertThat(plain.header("Content-Range")).isEmpty();
    assertThat(plain.header("X-Cache")).contains("Hit from perigee");
    assertThat(edge.originCount("/small")).isOne();
  }

  @Test
  @Tag("A5.5")
  void aRangeBeyondTheEndIsRefusedAndTheObjectIsKept() throws Exception {
    edge.on("/short", resource(SMALL, "\"1\""));
    Reply refused = get("/short", "7000000-");
    assertThat(refused.status()).isEqualTo(416);
    assertThat(refused.header("Content-Range")).contains("bytes */10");
    assertThat(get("/short", "10-").status()).isEqualTo(416);
    assertThat(edge.viewer("E1").get("/short").header("X-Cache")).contains("Hit from perigee");
    assertThat(ranges("/short")).containsExactly("bytes=6291456-7340031", "bytes=0-1048575");
    edge.on("/long", resource(HUGE, "\"1\""));
    assertThat(get("/long", "50000000000-").status()).isEqualTo(416);
    assertThat(edge.originBytes("/long")).isLessThanOrEqualTo(2 * SLICE);
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 416, 501})
  @Tag("A5.11")
  void whatAnOriginSaysToARangeIsNotTheObjectsError(int status) throws Exception {
    String path = "/refuses/" + status;
    edge.on(
        path,
        (Script)
            request ->
                request.head().first("Range").isPresent()
                    ? Answer.of(status, Content.of("no ranges"))
                    : Answer.ok(SMALL).header("Cache-Control", "max-age=60"));
    assertThat(get(path, "3-4").text()).isEqualTo("34");
    assertThat(edge.viewer("E1").get(path).text()).isEqualTo("0123456789");
    assertThat(ranges(path)).containsExactly("bytes=0-1048575", "");
  }

  /** cloudfront.md, A5: what comes whole is given whole. */
  @Test
  @Tag("A5.3")
  void anOriginWithoutPartsIsAskedOnceAndGivesTheWhole() throws Exception {
    edge.on("/whole", Answer.ok(LARGE));
    Reply whole = get("/whole", "5-6");
    assertThat(whole.status()).isEqualTo(200);
    assertBytes(whole, LARGE, 0, (int) LARGE.length());
    assertThat(edge.originCount("/whole")).isOne();
  }

  @Test
  @Tag("A5.11")
  void anOriginWithoutPartsIsLetGoOfWhenItsViewerLeaves() throws Exception {
    edge.on("/left", Answer.ok(HUGE));
    try (RawConnection viewer = RawConnection.open(edge.url())) {
      viewer.send("GET /left HTTP/1.1\r\nHost: e1.example.net\r\nRange: bytes=0-0\r\n\r\n");
      viewer.readHead();
    }
    edge.assertQuiet();
    assertThat(edge.originBytes("/left"))
        .as("what lies in the sockets between, and no more")
        .isLessThan(64 * SLICE);
  }

  @ParameterizedTest
  @CsvSource({"*, \"1\"", "8388603, W/\"1\""})
  void aPartThatCannotBeASliceIsAskedForAsTheViewerDoes(String total, String etag)
      throws Exception {
    String path = "/parts/" + etag.length();
    Script whole = resource(LARGE, etag);
    edge.on(
        path,
        (Script)
            request -> {
              Answer part = whole.answer(request);
              String said = field(part, "Content-Range").replaceAll("/.*", "/" + total);
              return Answer.of(part.status(), part.content())
                  .header("ETag", etag)
                  .header("Content-Range", said)
                  .header("Cache-Control", "max-age=60");
            });
    for (int i = 0; i < 2; i++) {
      long before = edge.originBytes(path);
      Reply part = get(path, "2000000-2000009");
      assertThat(part.status()).isEqualTo(206);
      assertThat(part.header("Content-Range")).contains("bytes 2000000-2000009/" + total);
      assertBytes(part, LARGE, 2_000_000, 10);
      assertThat(edge.originBytes(path) - before).isLessThanOrEqualTo(10 + 2 * SLICE);
    }
  }

  @Test
  @Tag("A5.6")
  void ifRangeIsHeldAgainstWhatTheOriginHas() throws Exception {
    edge.on("/if-range/same", resource(LARGE, "\"1\""));
    Reply part = get("/if-range/same", "9-10", "If-Range: \"1\"");
    assertThat(part.status()).isEqualTo(206);
    assertBytes(part, LARGE, 9, 2);
    edge.on("/if-range/other", resource(LARGE, "\"2\""));
    Reply whole = get("/if-range/other", "9-10", "If-Range: \"1\"");
    assertThat(whole.status()).isEqualTo(200);
    assertBytes(whole, LARGE, 0, (int) LARGE.length());
    assertThat(edge.originBytes("/if-range/other")).isEqualTo(LARGE.length());
  }

  @Test
  @Tag("A5.7")
  void aSliceThatEndsBeforeItsLengthIsNotKept() throws Exception {
    Script whole = resource(LARGE, "\"1\"");
    edge.on(
        "/lying",
        (Script)
            request -> {
              Answer part = whole.answer(request);
              return Answer.of(206, Content.of("much less"))
                  .framedBy(Answer.Framing.CHUNKED)
                  .header("ETag", "\"1\"")
                  .header("Content-Range", field(part, "Content-Range"))
                  .header("Cache-Control", "max-age=60");
            });
    assertThatThrownBy(() -> get("/lying", "0-20")).isInstanceOf(IOException.class);
    edge.on("/lying", whole);
    assertBytes(get("/lying", "0-20"), LARGE, 0, 21);
  }

  private static Reply get(String path, String range, String... more) throws IOException {
    String[] fields =
        Stream.concat(Stream.of("Range: bytes=" + range), Stream.of(more)).toArray(String[]::new);
    return edge.viewer("E1").get(path, fields);
  }

  private static Script resource(Content content, String etag) {
    return Resource.of(content, etag, "max-age=60");
  }

  private static List<String> ranges(String path) {
    return edge.originRequests(path).stream().map(RangeAmplificationIT::range).toList();
  }

  private static String range(Received request) {
    return request.head().first("Range").orElse("");
  }

  private static String field(Answer answer, String name) {
    return answer.fields().stream()
        .filter(field -> field.name().equals(name))
        .findFirst()
        .orElseThrow()
        .value();
  }

  private static void assertBytes(Reply reply, Content.Generated content, long first, int length) {
    assertThat(reply.body()).hasSize(length);
    for (int i = 0; i < length; i++) {
      if (reply.body()[i] != content.at(first + i)) {
        assertThat(reply.body()[i]).as("byte %d", first + i).isEqualTo(content.at(first + i));
      }
    }
  }
}
