package dev.perigee.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perigee.contracts.InvalidationEffect;
import dev.perigee.edge.distribution.Snapshots;
import dev.perigee.testkit.http.Answer;
import dev.perigee.testkit.http.Content;
import dev.perigee.testkit.http.Received;
import dev.perigee.testkit.http.Reply;
import dev.perigee.testkit.http.Viewer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of objects that were purged, and of their origin. */
class PurgeIT {

  private static final int CEILING = 4;

  @TempDir private static Path directory;

  @SuppressWarnings("NullAway.Init")
  private static RunningEdge edge;

  @SuppressWarnings("NullAway.Init")
  private static Viewer viewer;

  @BeforeAll
  static void start() throws Exception {
    edge =
        RunningEdge.start(
            directory,
            Map.of("PERIGEE_EDGE_FILL_MAX_FETCHES", Integer.toString(CEILING)),
            Snapshots.distribution("E1", List.of(), Snapshots.behavior("*", Snapshots.policy())));
    viewer = edge.viewer("E1");
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
  void whatIsSoftlyPurgedIsConfirmedByTheOriginAndFreshThen() throws Exception {
    edge.on("/soft", kept("body", "1"), notModified("1"));
    assertThat(viewer.get("/soft").text()).isEqualTo("body");
    edge.invalidate("E1", InvalidationEffect.SOFT, "/so*");

    Reply refreshed = viewer.get("/soft");
    assertThat(refreshed.text()).isEqualTo("body");
    assertThat(refreshed.header("X-Cache")).contains("RefreshHit from perigee");
    assertThat(refreshed.header("Cache-Status").orElse("")).contains("softly-invalidated");
    assertThat(asked("/soft").getLast().head().first("If-None-Match")).contains("\"1\"");
    assertThat(viewer.get("/soft").header("X-Cache")).contains("Hit from perigee");
    assertThat(asked("/soft")).hasSize(2);
  }

  @Test
  void whatIsSoftlyPurgedAndChangedIsFetched() throws Exception {
    edge.on("/changed", kept("old", "1"), kept("new", "2"));
    assertThat(viewer.get("/changed").text()).isEqualTo("old");
    edge.invalidate("E1", InvalidationEffect.SOFT, "/changed");
    assertThat(viewer.get("/changed").text()).isEqualTo("new");
    assertThat(viewer.get("/changed").text()).isEqualTo("new");
  }

  @Test
  void whatIsSoftlyPurgedStandsInForAFailingOriginAndWhatIsPurgedHardDoesNot() throws Exception {
    edge.on("/standing", kept("body", "1"), Answer.of(503, Content.of("broken")));
    assertThat(viewer.get("/standing").text()).isEqualTo("body");
    edge.invalidate("E1", InvalidationEffect.SOFT, "/standing");

    Reply standIn = viewer.get("/standing");
    assertThat(standIn.status()).isEqualTo(200);
    assertThat(standIn.header("Cache-Status").orElse("")).contains("stale-if-error");

    edge.invalidate("E1", InvalidationEffect.HARD, "/standing");
    assertThat(viewer.get("/standing").status()).isEqualTo(503);
  }

  @Test
  void whatIsPurgedHardIsNotConfirmedButFetched() throws Exception {
    edge.on("/hard", kept("body", "1"), kept("body", "1"));
    assertThat(viewer.get("/hard").text()).isEqualTo("body");
    edge.invalidate("E1", InvalidationEffect.HARD, "/hard");
    assertThat(viewer.get("/hard").header("X-Cache")).contains("Miss from perigee");
    assertThat(asked("/hard").getLast().head().first("If-None-Match")).isEmpty();
  }

  @Test
  void whatIsPurgedComesBackAtThePaceOfTheCeilingAndOtherObjectsAreHits() throws Exception {
    int objects = 40;
    AtomicInteger underWay = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    CountDownLatch full = new CountDownLatch(CEILING);
    CountDownLatch open = new CountDownLatch(1);
    edge.on("/calm", kept("calm", "1"));
    assertThat(viewer.get("/calm").status()).isEqualTo(200);
    for (int i = 0; i < objects; i++) {
      edge.on("/storm/" + i, kept("old", "1"));
      assertThat(viewer.get("/storm/" + i).text()).isEqualTo("old");
    }
    edge.invalidate("E1", InvalidationEffect.HARD, "/storm/*");
    for (int i = 0; i < objects; i++) {
      edge.on(
          "/storm/" + i,
          _ -> {
            most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
            full.countDown();
            await(open);
            underWay.decrementAndGet();
            return kept("new", "2");
          });
    }
    try (ExecutorService viewers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Reply>> replies = new ArrayList<>();
      for (int i = 0; i < objects; i++) {
        String path = "/storm/" + i;
        replies.add(viewers.submit(() -> viewer.get(path)));
      }
      full.await();
      edge.assertActive(objects);
      assertThat(viewer.get("/calm").header("X-Cache")).contains("Hit from perigee");
      assertThat(most).hasValue(CEILING);
      open.countDown();
      for (Future<Reply> reply : replies) {
        assertThat(reply.get().text()).isEqualTo("new");
      }
    }
    assertThat(most).hasValue(CEILING);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static List<Received> asked(String path) {
    return edge.originRequests(path);
  }

  private static Answer kept(String text, String etag) {
    return Answer.ok(text)
        .header("Cache-Control", "max-age=600")
        .header("ETag", "\"" + etag + "\"");
  }

  private static Answer notModified(String etag) {
    return Answer.empty(304)
        .header("Cache-Control", "max-age=600")
        .header("ETag", "\"" + etag + "\"");
  }
}
