package dev.perigee.edge;

import static dev.perigee.edge.distribution.BehaviorBuilder.behavior;
import static dev.perigee.edge.distribution.Snapshots.policy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.perigee.contracts.CachePolicy;
import dev.perigee.contracts.Selection;
import dev.perigee.edge.distribution.SnapshotBuilder;
import dev.perigee.testkit.http.Answer;
import dev.perigee.testkit.http.Received;
import dev.perigee.testkit.http.Reply;
import dev.perigee.testkit.http.Script;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** media.md, as players at a packaged edge see it. */
class MediaIT {

  private static final CachePolicy MEDIA =
      policy(
          Selection.NONE,
          Selection.NONE,
          Selection.only(
              List.of("aws.manifestfilter", "aws.manifestsettings", "_HLS_msn", "_HLS_part")),
          Duration.ofDays(1),
          true);

  private static final CachePolicy TIME_SHIFT =
      policy(Selection.NONE, Selection.NONE, Selection.only(List.of("start", "end", "m")));

  @TempDir private static Path directory;

  @SuppressWarnings("NullAway.Init")
  private static RunningEdge edge;

  @BeforeAll
  static void start() throws Exception {
    edge =
        RunningEdge.start(
            directory,
            Map.of("PERIGEE_EDGE_FILL_MAX_FETCHES", "4"),
            SnapshotBuilder.distribution("E1")
                .behaviors(
                    behavior("/v1/*").policy(TIME_SHIFT).build(),
                    behavior("*").policy(MEDIA).compressing().build())
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
  void anotherOrderOfTheParametersIsTheSameObject() throws Exception {
    edge.on("/v1/index.m3u8", playlist("shifted"));
    get("/v1/index.m3u8?start=1&end=2");
    Reply again = get("/v1/index.m3u8?end=2&start=1");
    assertThat(again.text()).isEqualTo("shifted");
    assertThat(again.header("X-Cache")).contains("Hit from perigee");
    assertThat(get("/v1/index.m3u8?start=2&end=1").header("X-Cache")).contains("Miss from perigee");
    assertThat(targets("/v1/index.m3u8"))
        .containsExactly("/v1/index.m3u8?end=2&start=1", "/v1/index.m3u8?end=1&start=2");
  }

  @Test
  void whatAPlayerSaysOfItselfIsNotInTheKeyAndNotTheOriginsBusiness() throws Exception {
    edge.on("/said.mp4", Answer.ok("part").header("Cache-Control", "max-age=600"));
    get("/said.mp4?CMCD=bl%3D1000%2Csid%3D%22a%22", "CMCD-Request: bl=1000", "CMCD-Status: bs");
    Reply other = get("/said.mp4?CMCD=bl%3D2000", "CMCD-Request: bl=2000");
    assertThat(other.header("X-Cache")).contains("Hit from perigee");
    Received asked = edge.originRequests("/said.mp4").getFirst();
    assertThat(asked.target()).isEqualTo("/said.mp4");
    assertThat(asked.head().fields())
        .noneMatch(field -> field.name().toLowerCase(Locale.ROOT).startsWith("cmcd"));
  }

  @Test
  void whatTheOriginSaysOfItsMediaReachesThePlayer() throws Exception {
    edge.on(
        "/cmsd.m3u8",
        playlist("said")
            .header("CMSD-Static", "ot=m,st=l,sf=h")
            .header("CMSD-Dynamic", "\"origin\";etp=96")
            .header("X-MediaPackage-Manifest-Last-Sequence", "17"));
    for (int i = 0; i < 2; i++) {
      Reply reply = get("/cmsd.m3u8");
      assertThat(reply.header("CMSD-Static")).contains("ot=m,st=l,sf=h");
      assertThat(reply.header("CMSD-Dynamic")).contains("\"origin\";etp=96");
      assertThat(reply.header("X-MediaPackage-Manifest-Last-Sequence")).contains("17");
    }
  }

  @Test
  void blockingReloadsAreOneRequestEachAndHoldNobodyUp() throws Exception {
    CountDownLatch next = new CountDownLatch(1);
    edge.on(
        "/live.m3u8",
        (Script)
            request -> {
              if (request.target().contains("_HLS_msn")) {
                await(next);
              }
              return playlist(request.target());
            });
    edge.on("/live.mp4", Answer.ok("segment").header("Cache-Control", "max-age=600"));
    try (ExecutorService players = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Reply>> waiting = new ArrayList<>();
      for (int part = 0; part < 4; part++) {
        String first = "/live.m3u8?_HLS_msn=5&_HLS_part=" + part;
        String other = "/live.m3u8?_HLS_part=" + part + "&_HLS_msn=5";
        waiting.add(players.submit(() -> get(first)));
        waiting.add(players.submit(() -> get(other)));
      }
      edge.assertActive(8);
      Await.until("the origin holds four", () -> edge.originCount("/live.m3u8") == 4);

      assertThat(get("/live.mp4").text()).isEqualTo("segment");
      assertThat(get("/live.m3u8").text()).isEqualTo("/live.m3u8");

      next.countDown();
      for (int i = 0; i < waiting.size(); i++) {
        assertThat(waiting.get(i).get().text())
            .isEqualTo("/live.m3u8?_HLS_msn=5&_HLS_part=" + i / 2);
      }
    }
    assertThat(edge.originCount("/live.m3u8"))
        .as("four parts, and the plain playlist")
        .isEqualTo(5);
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(30, TimeUnit.SECONDS)).as("the test has gone on").isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/gone.m3u8, application/vnd.apple.mpegurl, 503",
    "/gone.mpd, application/dash+xml, 503",
    "/gone.mp4, video/mp4, 200",
  })
  void aLiveManifestIsNotServedBeyondItsTimeWhileTheOriginFails(
      String path, String type, int status) throws Exception {
    edge.on(
        path,
        Answer.ok("old")
            .header("Content-Type", type)
            .header("ETag", "\"1\"")
            .header("Cache-Control", "max-age=0"),
        Answer.empty(503));
    assertThat(get(path).text()).isEqualTo("old");
    assertThat(get(path).status()).isEqualTo(status);
  }

  @ParameterizedTest
  @CsvSource({
    "application/vnd.apple.mpegurl, gzip",
    "application/x-mpegURL, gzip",
    "application/dash+xml, gzip",
    "application/vnd.ms-sstr+xml,",
    "video/mp4,",
    "video/iso.segment,",
    "video/mp2t,",
    "audio/mp4,",
  })
  void manifestsAreCompressedAsCloudFrontListsThemAndSegmentsAreNot(String type, String coding)
      throws Exception {
    String path = "/type/" + type;
    edge.on(path, Answer.ok("#".repeat(2_000)).header("Content-Type", type));
    Reply reply = get(path, "Accept-Encoding: gzip");
    assertThat(reply.header("Content-Type")).contains(type);
    assertThat(reply.header("Content-Encoding").orElse(null)).isEqualTo(coding);
  }

  private static Answer playlist(String text) {
    return Answer.ok(text)
        .header("Content-Type", "application/vnd.apple.mpegurl")
        .header("Cache-Control", "max-age=60");
  }

  private static List<String> targets(String path) {
    return edge.originRequests(path).stream().map(Received::target).toList();
  }

  private static Reply get(String target, String... fields) throws IOException {
    return edge.viewer("E1").get(target, fields);
  }
}
