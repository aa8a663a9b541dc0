package dev.perigee.edge;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.perigee.contracts.ContractJson;
import dev.perigee.contracts.Invalidation;
import dev.perigee.contracts.Topics;
import dev.perigee.eventlog.TopicWriter;
import dev.perigee.eventlog.cluster.KafkaCluster;
import dev.perigee.testkit.KafkaProcess;
import dev.perigee.testkit.http.Answer;
import dev.perigee.testkit.http.Answer.Framing;
import dev.perigee.testkit.http.Content;
import dev.perigee.testkit.http.Gate;
import dev.perigee.testkit.http.RawConnection;
import dev.perigee.testkit.http.Reply;
import dev.perigee.testkit.http.Script;
import dev.perigee.testkit.http.ScriptedOrigin;
import dev.perigee.testkit.http.Viewer;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged edge between real viewers, a real broker and a scripted origin-service. */
class EdgeIT {

  private static final String HOST = "e1.example.net";
  private static final int MEBIBYTE = 1 << 20;

  @TempDir private static Path directory;

  @SuppressWarnings("NullAway.Init")
  private static KafkaProcess kafka;

  @SuppressWarnings("NullAway.Init")
  private static ScriptedOrigin origin;

  @SuppressWarnings("NullAway.Init")
  private static EdgeProcess edge;

  @SuppressWarnings("NullAway.Init")
  private static Statuses statuses;

  @SuppressWarnings("NullAway.Init")
  private static Viewer viewer;

  private final ExecutorService viewers = Executors.newVirtualThreadPerTaskExecutor();

  @BeforeAll
  static void start() throws Exception {
    kafka = KafkaProcess.start();
    origin = ScriptedOrigin.start();
    PlainSite.publish(kafka);
    edge =
        EdgeProcess.start(
            directory, kafka.bootstrapServers(), origin.url(), Map.of("PERIGEE_EDGE_LEASE", "1h"));
    statuses = new Statuses(kafka.bootstrapServers());
    Await.until("the edge is ready", edge::isReady);
    statuses.await("the edge is in touch", status -> status.inTouch());
    viewer = new Viewer(edge.url(), HOST);
  }

  @AfterAll
  static void stop() {
    statuses.close();
    edge.close();
    origin.close();
    kafka.close();
  }

  @AfterEach
  void nothingIsLeftUnderWay() throws Exception {
    viewers.close();
    statuses.await("no requests are in progress", status -> status.activeRequests() == 0);
    assertThat(edge.log()).doesNotContain("a bug:", "LEAK:");
  }

  @Test
  @Tag("A5.3")
  @Tag("A7.4")
  void anObjectIsFetchedOnceAndThenAnsweredFromMemory() throws Exception {
    on("/a", answer("0123456789").header("Cache-Control", "max-age=60").header("ETag", "\"1\""));
    Reply miss = viewer.get("/a");
    assertThat(miss.text()).isEqualTo("0123456789");
    assertThat(miss.header("X-Cache")).contains("Miss from perigee");

    Reply hit = viewer.get("/a?not=in-the-key");
    assertThat(hit.text()).isEqualTo("0123456789");
    assertThat(hit.header("X-Cache")).contains("Hit from perigee");
    assertThat(hit.header("Age")).isPresent();
    assertThat(hit.header("Perigee-Horizon")).isEmpty();

    Reply part = viewer.get("/a", "Range: bytes=2-4");
    assertThat(part.status()).isEqualTo(206);
    assertThat(part.text()).isEqualTo("234");
    assertThat(part.header("Content-Range")).contains("bytes 2-4/10");
    assertThat(viewer.get("/a", "Range: bytes=10-").status()).isEqualTo(416);
    assertThat(viewer.get("/a", "Range: bytes=5-2").text()).isEqualTo("0123456789");

    Reply unchanged = viewer.get("/a", "If-None-Match: W/\"1\"");
    assertThat(unchanged.status()).isEqualTo(304);
    assertThat(unchanged.body()).isEmpty();

    Reply head = viewer.head("/a");
    assertThat(head.header("Content-Length")).contains("10");
    assertThat(head.header("X-Cache")).contains("Hit from perigee");
    assertThat(origin.count("/a")).isOne();
  }

  @Test
  @Tag("A5.1")
  void aHundredFirstRequestsAreOneForTheOrigin() throws Exception {
    Gate gate = new Gate();
    on("/crowd", answer("all together").pausingAt(3, gate));
    List<Future<Reply>> replies = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      replies.add(viewers.submit(() -> viewer.get("/crowd")));
    }
    gate.awaitReached();
    statuses.await("a hundred requests wait", status -> status.activeRequests() == 100);
    gate.open();
    int misses = 0;
    for (Future<Reply> reply : replies) {
      assertThat(reply.get().text()).isEqualTo("all together");
      misses += isMiss(reply.get()) ? 1 : 0;
    }
    assertThat(misses).isOne();
    assertThat(origin.count("/crowd")).isOne();
  }

  @Test
  @Tag("A5.7")
  void aBodyThatBreaksOffIsPassedOnBrokenAndNeverStored() throws Exception {
    on("/cut", answer("0123456789").truncatedAfter(5), answer("0123456789"));
    assertThatThrownBy(() -> viewer.get("/cut")).isInstanceOf(IOException.class);
    Reply second = viewer.get("/cut");
    assertThat(second.text()).isEqualTo("0123456789");
    assertThat(isMiss(second)).isTrue();
    assertThat(isMiss(viewer.get("/cut"))).isFalse();
    assertThat(origin.count("/cut")).isEqualTo(2);
  }

  @Test
  void whatIsInvalidatedDuringItsFillDoesNotComeBack() throws Exception {
    Gate gate = new Gate();
    on("/purged", answer("old").pausingAt(1, gate), answer("new"));
    Future<Reply> during = viewers.submit(() -> viewer.get("/purged"));
    gate.awaitReached();
    invalidate("/pur*");
    Reply after = viewer.get("/purged");
    assertThat(after.text())
        .as("asked after the invalidation, while the old fill goes on")
        .isEqualTo("new");
    gate.open();
    assertThat(during.get().text()).isEqualTo("old");
    assertThat(viewer.get("/purged").text()).isEqualTo("new");
    assertThat(origin.count("/purged")).isEqualTo(2);
  }

  @Test
  void whatIsInvalidatedIsFetchedAgainByEitherOfItsPaths() throws Exception {
    on("/index.html", answer("one"), answer("two"), answer("three"));
    assertThat(viewer.get("/").text()).isEqualTo("one");
    assertThat(viewer.get("/index.html").text()).isEqualTo("one");
    invalidate("/");
    assertThat(viewer.get("/index.html").text()).isEqualTo("two");
    invalidate("/index.html");
    assertThat(viewer.get("/").text()).isEqualTo("three");
  }

  @Test
  @Tag("A3.6")
  @Tag("A3.7")
  void anExpiredObjectIsRevalidatedAndStandsInForAFailingOrigin() throws Exception {
    Answer first = answer("body").header("Cache-Control", "max-age=0").header("ETag", "\"1\"");
    on(
        "/stale",
        first,
        Answer.empty(304).header("Cache-Control", "max-age=0").header("ETag", "\"1\""),
        Answer.of(503, Content.of("broken")));
    assertThat(isMiss(viewer.get("/stale"))).isTrue();

    Reply refreshed = viewer.get("/stale");
    assertThat(refreshed.text()).isEqualTo("body");
    assertThat(refreshed.header("X-Cache")).contains("RefreshHit from perigee");
    assertThat(origin.requests("/stale").getLast().head().first("If-None-Match")).contains("\"1\"");

    Reply standIn = viewer.get("/stale");
    assertThat(standIn.status()).isEqualTo(200);
    assertThat(standIn.text()).isEqualTo("body");
    assertThat(standIn.header("Cache-Status").orElse("")).contains("stale-if-error");
  }

  @Test
  void anInvalidatedObjectDoesNotStandInForAFailingOrigin() throws Exception {
    on("/purged-stale", answer("old").header("Cache-Control", "max-age=0").header("ETag", "\"1\""));
    assertThat(viewer.get("/purged-stale").text()).isEqualTo("old");
    CompletableFuture<Answer> failure = new CompletableFuture<>();
    OriginServiceScripts.on(origin, "/purged-stale", (Script) _ -> failure.join());
    Future<Reply> during = viewers.submit(() -> viewer.get("/purged-stale"));
    Await.until("the origin is asked again", () -> origin.count("/purged-stale") == 2);
    invalidate("/purged-stale");
    failure.complete(Answer.of(503, Content.of("broken")));
    assertThat(during.get().status()).isEqualTo(503);
  }

  @Test
  @Tag("A1.7")
  @Tag("A7.6")
  void whatTheEdgeDoesNotServeIsRefused() throws Exception {
    assertThat(new Viewer(edge.url(), "unknown.example.net").get("/").status()).isEqualTo(403);
    assertThat(viewer.get("/" + "a".repeat(8_192)).status()).isEqualTo(414);
    assertThat(viewer.get("/", "X-Large: " + "a".repeat(33_000)).status()).isEqualTo(494);
    try (RawConnection connection = RawConnection.open(edge.url())) {
      connection.send("GET / HTTP/1.1\r\nHost: " + HOST + "\r\nContent-Length: 3\r\n\r\nabc");
      assertThat(connection.readReply("GET").status()).isEqualTo(403);
      assertThat(connection.isClosedByPeer()).isTrue();
    }
    try (RawConnection connection = RawConnection.open(edge.url())) {
      connection.send("GET /\r\nHost: " + HOST + "\r\n\r\n");
      assertThat(connection.readReply("GET").status()).isEqualTo(400);
    }
  }

  @Test
  @Tag("A1.6")
  void aPostGoesToTheOriginWithItsBodyEachTime() throws Exception {
    on("/form", answer("done").header("Cache-Control", "max-age=60"));
    for (int i = 0; i < 2; i++) {
      try (RawConnection connection = RawConnection.open(edge.url())) {
        connection.send(
            "POST /form HTTP/1.1\r\nHost: "
                + HOST
                + "\r\nTransfer-Encoding: chunked\r\n\r\n3\r\na=1\r\n0\r\n\r\n");
        Reply reply = connection.readReply("POST");
        assertThat(reply.text()).isEqualTo("done");
        assertThat(reply.header("Cache-Status").orElse("")).contains("fwd=method");
      }
    }
    assertThat(origin.requests("/form"))
        .hasSize(2)
        .allMatch(request -> new String(request.body(), US_ASCII).equals("a=1"));
  }

  @Test
  void aViewerThatLeavesDuringAMissHarmsNobody() throws Exception {
    Gate gate = new Gate();
    on("/left", answer("0123456789").pausingAt(4, gate));
    RawConnection leaver = RawConnection.open(edge.url());
    leaver.send("GET /left HTTP/1.1\r\nHost: " + HOST + "\r\n\r\n");
    leaver.readHead();
    gate.awaitReached();
    Future<Reply> stayer = viewers.submit(() -> viewer.get("/left"));
    statuses.await("two requests are in progress", status -> status.activeRequests() == 2);
    leaver.close();
    statuses.await("one request is in progress", status -> status.activeRequests() == 1);
    gate.open();
    assertThat(stayer.get().text()).isEqualTo("0123456789");
    assertThat(viewer.get("/left").text()).isEqualTo("0123456789");
    assertThat(origin.count("/left")).isOne();
  }

  @Test
  void aLargeStreamThatItsOnlyViewerLeavesIsLetGo() throws Exception {
    Content large = Content.generated(8 * MEBIBYTE, 1);
    on("/stream", Answer.ok(large).framedBy(Framing.CHUNKED));
    try (RawConnection leaver = RawConnection.open(edge.url())) {
      leaver.send("GET /stream HTTP/1.1\r\nHost: " + HOST + "\r\n\r\n");
      leaver.readHead();
      leaver.readBytes(2 * MEBIBYTE);
    }
    statuses.await("no requests are in progress", status -> status.activeRequests() == 0);
    Await.until(
        "the next viewer leads a fill of its own",
        () -> viewer.get("/stream").header("Cache-Status").orElse("").endsWith("stored"));
  }

  @Test
  @Tag("A5.10")
  void largeObjectsStreamThroughWithinBoundedMemoryAndASlowViewerHoldsNobodyUp() throws Exception {
    long size = 192L * MEBIBYTE;
    on("/large", Answer.ok(Content.generated(size, 7)));
    on("/large-chunked", Answer.ok(Content.generated(size, 7)).framedBy(Framing.CHUNKED));
    on("/small", answer("small"));
    try (RawConnection slow = RawConnection.open(edge.url());
        RawConnection slowChunked = RawConnection.open(edge.url())) {
      slow.send("GET /large HTTP/1.1\r\nHost: " + HOST + "\r\n\r\n");
      slow.readHead();
      slowChunked.send("GET /large-chunked?slow HTTP/1.1\r\nHost: " + HOST + "\r\n\r\n");
      slowChunked.readHead();
      for (int i = 0; i < 4; i++) {
        assertThat(viewer.get("/small").text()).isEqualTo("small");
      }
      CountingStream whole = new CountingStream((Content.Generated) Content.generated(size, 7));
      viewer.download("/large", whole);
      assertThat(whole.count).isEqualTo(size);
      assertThat(edge.residentBytes())
          .isLessThan((EdgeProcess.HEAP_MEGABYTES + 64 + 200L) * MEBIBYTE);
      assertThat(slow.readBytes(MEBIBYTE)).hasSize(MEBIBYTE);
    }
  }

  private static void on(String path, Answer... answers) {
    OriginServiceScripts.on(origin, path, answers);
  }

  private static Answer answer(String text) {
    return Answer.ok(text);
  }

  private static boolean isMiss(Reply reply) {
    return reply.header("X-Cache").orElse("").startsWith("Miss");
  }

  /** Publishes an invalidation and waits until the edge has applied it. */
  private static void invalidate(String... paths) throws Exception {
    try (TopicWriter invalidations =
        new TopicWriter(KafkaCluster.plain(kafka.bootstrapServers()), Topics.INVALIDATIONS)) {
      long offset =
          invalidations.append(
              "E1", ContractJson.write(Invalidation.of("I1", "E1", List.of(paths), Instant.now())));
      statuses.await(
          "the invalidation is applied", status -> status.invalidationsOffset() >= offset);
    }
  }

  /** Checks a generated body as it comes. */
  private static final class CountingStream extends OutputStream {
    private final Content.Generated expected;
    private long count;

    CountingStream(Content.Generated expected) {
      this.expected = expected;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      for (int i = 0; i < length; i++) {
        if (bytes[offset + i] != expected.at(count + i)) {
          throw new EOFException("another byte at " + (count + i));
        }
      }
      count += length;
    }
  }
}
