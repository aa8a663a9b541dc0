package dev.perigee.edge;

import static dev.perigee.edge.distribution.BehaviorBuilder.behavior;
import static dev.perigee.edge.distribution.Snapshots.policy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.perigee.contracts.CachePolicy;
import dev.perigee.contracts.OriginFetch;
import dev.perigee.contracts.Selection;
import dev.perigee.edge.distribution.SnapshotBuilder;
import dev.perigee.testkit.http.Answer;
import dev.perigee.testkit.http.Content;
import dev.perigee.testkit.http.Reply;
import dev.perigee.testkit.http.Resource;
import dev.perigee.testkit.http.Script;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** media.md, the next segment: fetched before a player asks for it. */
class PrefetchIT {

  private static final CachePolicy MEDIA =
      policy(Selection.NONE, Selection.NONE, Selection.NONE, Duration.ofDays(1), true);

  private static final String PREFETCHES = "perigee_edge_prefetches_total";

  @TempDir private static Path directory;

  @SuppressWarnings("NullAway.Init")
  private static RunningEdge edge;

  @BeforeAll
  static void start() throws Exception {
    edge =
        RunningEdge.start(
            directory,
            Map.of(
                "PERIGEE_EDGE_PREFETCH_ENABLED",
                "true",
                "PERIGEE_EDGE_MEMORY_MAX_OBJECT_BYTES",
                "1000"),
            SnapshotBuilder.distribution("E1")
                .behaviors(behavior("*").policy(MEDIA).compressing().build())
                .build());
  }

  @AfterAll
  static void stop() throws Exception {
    try {
      edge.assertQuiet();
    } finally {
      edge.close();
    }
  }

  @Test
  void theSegmentThatThePlaylistNamesNextIsThereWhenAPlayerAsks() throws Exception {
    edge.on(
        "/vod/index.m3u8",
        Answer.ok("#EXTM3U\n#EXTINF:6,\nred.mp4\n#EXTINF:6,\ngreen.mp4\n#EXTINF:6,\nblue.mp4\n")
            .header("Content-Type", "application/vnd.apple.mpegurl")
            .header("Cache-Control", "max-age=600"));
    edge.on("/vod/red.mp4", segment("red"));
    edge.on("/vod/green.mp4", segment("green"));
    edge.on("/vod/blue.mp4", segment("blue"));

    get("/vod/index.m3u8", "Accept-Encoding: br");
    assertThat(get("/vod/red.mp4").text()).isEqualTo("red");
    awaitAsked("/vod/green.mp4", 1);
    assertThat(edge.originRequests("/vod/green.mp4").getFirst().head().first(OriginFetch.AHEAD))
        .contains("1");
    Reply next = get("/vod/green.mp4");
    assertThat(next.text()).isEqualTo("green");
    assertThat(next.header("X-Cache")).contains("Hit from perigee");
    awaitAsked("/vod/blue.mp4", 1);
    assertThat(get("/vod/blue.mp4").text()).isEqualTo("blue");
    assertThat(edge.originCount("/vod/green.mp4")).isEqualTo(1);
    assertThat(edge.originCount("/vod/blue.mp4")).isEqualTo(1);
    assertThat(edge.metric(PREFETCHES + "{outcome=\"fetched\"}")).isPositive();
  }

  @Test
  void whoAsksForASegmentThatIsOnItsWayAlreadyWaitsForThat() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch answer = new CountDownLatch(1);
    edge.on("/slow/1.ts", segment("one"));
    edge.on(
        "/slow/2.ts",
        (Script)
            _ -> {
              asked.countDown();
              await(answer);
              return segment("two");
            });
    edge.on("/slow/3.ts", segment("three"));
    get("/slow/1.ts");
    await(asked);
    try (ExecutorService players = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Reply> player = players.submit(() -> get("/slow/2.ts"));
      edge.assertActive(1);
      answer.countDown();
      assertThat(player.get().text()).isEqualTo("two");
    }
    assertThat(edge.originCount("/slow/2.ts")).isEqualTo(1);
  }

  @Test
  void whatIsNotThereYetIsNobodysErrorAndNotAskedForAgainAtOnce() throws Exception {
    edge.on("/live/7.ts", segment("seven"));
    edge.on("/live/8.ts", Answer.empty(404), segment("eight"));
    edge.on("/live/9.ts", segment("nine"));
    get("/live/7.ts");
    Await.until("it was absent", () -> edge.metric(PREFETCHES + "{outcome=\"absent\"}") == 1);
    assertThat(get("/live/8.ts").text()).isEqualTo("eight");
    assertThat(edge.originCount("/live/8.ts")).isEqualTo(2);
    assertThat(get("/live/8.ts").header("X-Cache")).contains("Hit from perigee");
    assertThat(edge.originCount("/live/9.ts")).as("a name of which one was absent").isZero();
  }

  @Test
  void aLargeSegmentIsFetchedInSlices() throws Exception {
    edge.on("/large/1.m4s", segment("one"));
    edge.on("/large/2.m4s", Resource.of(Content.generated(2_500, 3), "\"1\"", "max-age=600"));
    edge.on("/large/3.m4s", segment("three"));
    get("/large/1.m4s");
    awaitAsked("/large/2.m4s", 4);
    assertThat(get("/large/2.m4s").body()).hasSize(2_500);
    assertThat(edge.originCount("/large/2.m4s")).as("its head, and three slices").isEqualTo(4);
  }

  private static Answer segment(String text) {
    return segment(Content.of(text));
  }

  private static Answer segment(Content content) {
    return Answer.ok(content)
        .header("Content-Type", "video/mp4")
        .header("Cache-Control", "max-age=600");
  }

  private static void awaitAsked(String path, int times) throws Exception {
    Await.until("the origin was asked for " + path, () -> edge.originCount(path) == times);
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(30, TimeUnit.SECONDS)).as("the test has gone on").isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Reply get(String target, String... headers) throws Exception {
    return edge.viewer("E1").get(target, headers);
  }
}
