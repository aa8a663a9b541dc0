package dev.perigee.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perigee.e2e.media.Browser;
import dev.perigee.e2e.media.Channel;
import dev.perigee.e2e.media.Encoder;
import dev.perigee.e2e.media.MediaEndpoint;
import dev.perigee.e2e.media.Player;
import dev.perigee.testkit.http.Answer;
import dev.perigee.testkit.http.Received;
import dev.perigee.testkit.http.Reply;
import dev.perigee.testkit.http.Script;
import dev.perigee.testkit.http.ScriptedOrigin;
import dev.perigee.testkit.http.Viewer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * A live channel from ffmpeg behind an endpoint like MediaPackage's, which ffmpeg and Chromium play
 * through two edges: HLS with CMAF at low latency, HLS with TS, and DASH.
 */
@ExtendWith(World.Provider.class)
class LiveChannelIT {

  private static final int SECONDS = 14;
  private static final int FRAMES = SECONDS * 20;
  private static final int PLAYED_SECONDS = 5;

  /** So much of DASH is played live: what begins behind the channel's end then stays behind it. */
  private static final int LIVE_DASH_SECONDS = 10;

  private static final String DASH = "dash/index.mpd";
  private static final String LOW_LATENCY = MediaEndpoint.EGRESS + "cmaf/index.m3u8";

  private final World world;
  private final Channel channel = new Channel();
  @TempDir private Path directory;

  LiveChannelIT(World world) {
    this.world = world;
  }

  @Test
  void isPlayedThroughTwoEdgesWithoutAStallAndTheOriginSeesEachSegmentOnce() throws Exception {
    world.live().otherwise(new MediaEndpoint(channel));
    String host = distribution();
    Viewer first = new Viewer(world.suite().edge(0), host);
    Viewer second = new Viewer(world.suite().edge(1), host);
    try (ScriptedOrigin pages = ScriptedOrigin.start();
        ExecutorService players = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Reply> waiting = players.submit(() -> reload(first, "_HLS_msn=0&_HLS_part=0"));
      Future<Reply> other = players.submit(() -> reload(second, "_HLS_part=0&_HLS_msn=0"));
      CompletableFuture<String> report = reportTo(pages, host);
      try (Browser _ = Browser.open(directory, pages.url() + "/players.html");
          Encoder encoder =
              Encoder.start(directory, SECONDS, world.live().url() + MediaEndpoint.INGEST)) {
        encoder.onEnd(channel::end);
        assertThat(waiting.get().text()).contains("URI=\"part0.m4s\"");
        assertThat(other.get().text()).isEqualTo(waiting.get().text());
        assertThat(asked(target -> target.contains("_HLS_msn=0&"))).hasSize(1);

        assertThat(channel.await(MediaEndpoint.FIRST_PARTS)).as("it is on air").isPresent();
        Future<String> transport = players.submit(() -> transport(0, host));
        Future<String> elsewhere = players.submit(() -> transport(1, host));
        Future<String> dash = players.submit(() -> liveDash(0, host));
        Future<String> dashElsewhere = players.submit(() -> liveDash(1, host));
        isPlayed(report.get(45, TimeUnit.SECONDS));
        assertThat(transport.get()).contains("frame=  " + FRAMES).doesNotContain("skipping");
        assertThat(elsewhere.get()).contains("frame=  " + FRAMES).doesNotContain("skipping");
        isPlayedAsLiveDash(dash.get());
        isPlayedAsLiveDash(dashElsewhere.get());
      }
      isPlayedAsDash(host, first, second);
      eachSegmentWasAskedForOnce();
      timeShiftIsOneObjectWhateverItsOrder(first, second);
      assertThat(world.suite().logs()).doesNotContain(MediaEndpoint.CDN_SECRET);
    }
  }

  private Reply reload(Viewer viewer, String query) throws Exception {
    return viewer.get(LOW_LATENCY + "?" + query);
  }

  /** Two streams, the same through two edges. */
  private CompletableFuture<String> reportTo(ScriptedOrigin pages, String host) throws Exception {
    pages.on("/hls.js", Answer.ok(Player.library()).header("Content-Type", "text/javascript"));
    pages.on(
        "/players.html",
        Answer.ok(Player.page(PLAYED_SECONDS, stream(0, host), stream(1, host)))
            .header("Content-Type", "text/html"));
    CompletableFuture<String> report = new CompletableFuture<>();
    pages.on(
        "/report",
        (Script)
            request -> {
              report.complete(new String(request.body(), StandardCharsets.UTF_8));
              return Answer.empty(204);
            });
    return report;
  }

  private String stream(int edge, String host) {
    return world.suite().edge(edge).replace("127.0.0.1", host) + LOW_LATENCY;
  }

  private static void isPlayed(String report) {
    List<String> lines = report.lines().toList();
    assertThat(lines).as("report of the players").hasSize(2);
    for (String line : lines) {
      String[] words = line.split(" ", -1);
      assertThat(words[0]).as("stalls: %s", report).isEqualTo("0");
      assertThat(Double.parseDouble(words[1]))
          .as("seconds: %s", report)
          .isGreaterThanOrEqualTo(PLAYED_SECONDS);
      assertThat(words[2]).as("troubles: %s", report).isEmpty();
    }
  }

  private String transport(int edge, String host) throws Exception {
    return ffmpeg(edge, host, "ts/index.m3u8", SECONDS, "-live_start_index", "0");
  }

  /**
   * At the pace of the channel and some seconds behind: at the end of a manifest that grows, ffmpeg
   * does not wait for it, but asks for what is not there yet.
   */
  private String liveDash(int edge, String host) throws Exception {
    assertThat(new Viewer(world.suite().edge(edge), host).get(MediaEndpoint.EGRESS + DASH).text())
        .contains("type=\"dynamic\"");
    return ffmpeg(edge, host, DASH, LIVE_DASH_SECONDS, "-re");
  }

  private static void isPlayedAsLiveDash(String output) {
    assertThat(output)
        .contains("frame=  " + LIVE_DASH_SECONDS * (FRAMES / SECONDS))
        .doesNotContain("Failed to open");
  }

  /** From its beginning, once it is over. */
  private void isPlayedAsDash(String host, Viewer... viewers) throws Exception {
    for (int edge = 0; edge < viewers.length; edge++) {
      Viewer viewer = viewers[edge];
      Eventually.that(
          "the manifest is final",
          Duration.ofSeconds(10),
          () -> viewer.get(MediaEndpoint.EGRESS + DASH).text().contains("type=\"static\""));
      assertThat(ffmpeg(edge, host, DASH, SECONDS)).contains("frame=  " + FRAMES);
    }
  }

  /** Plays without decoding, and tells how many frames came. */
  private String ffmpeg(int edge, String host, String list, int seconds, String... options)
      throws Exception {
    List<String> command = new ArrayList<>(List.of("ffmpeg", "-v", "warning", "-stats"));
    command.addAll(List.of(options));
    command.addAll(List.of("-headers", "Host: " + host + "\r\n"));
    command.addAll(List.of("-i", world.suite().edge(edge) + MediaEndpoint.EGRESS + list));
    command.addAll(List.of("-t", Integer.toString(seconds), "-c", "copy", "-f", "null", "-"));
    return Tool.run(Files.createTempDirectory(directory, "player"), command.toArray(String[]::new))
        .succeeded();
  }

  private void eachSegmentWasAskedForOnce() {
    Map<String, Long> counts =
        asked(target -> !target.contains(".m3u8") && !target.contains(".mpd")).stream()
            .collect(Collectors.groupingBy(Received::path, Collectors.counting()));
    assertThat(counts).hasSizeGreaterThan(SECONDS);
    assertThat(counts.keySet().stream().map(path -> path.replaceAll("[0-9]+\\.", "N.")))
        .contains(
            MediaEndpoint.EGRESS + "cmaf/partN.m4s",
            MediaEndpoint.EGRESS + "ts/indexN.ts",
            MediaEndpoint.EGRESS + "dash/chunk-stream0-N.m4s");
    assertThat(counts).allSatisfy((path, count) -> assertThat(count).as(path).isOne());
  }

  private void timeShiftIsOneObjectWhateverItsOrder(Viewer first, Viewer second) throws Exception {
    Reply shifted = reload(first, "start=2&end=4");
    assertThat(shifted.text()).contains("segment2.m4s", "segment3.m4s").doesNotContain("segment4");
    assertThat(shifted.header("CMSD-Static")).contains("ot=v,sf=h,st=l");
    Reply other = reload(second, "end=4&start=2");
    assertThat(other.text()).isEqualTo(shifted.text());
    assertThat(asked(target -> target.contains("start="))).hasSize(1);
  }

  private List<Received> asked(Predicate<String> targets) {
    return world.live().requests().stream()
        .filter(request -> request.method().equals("GET") && targets.test(request.target()))
        .toList();
  }

  /** The domain name of a distribution for the channel. */
  private String distribution() {
    String accessControl =
        world
            .cloudfront(
                "create-origin-access-control",
                "--origin-access-control-config",
                """
                {"Name": "live", "SigningProtocol": "sigv4", "SigningBehavior": "always",
                 "OriginAccessControlOriginType": "mediapackagev2"}
                """)
            .at("/OriginAccessControl/Id")
            .asText();
    String manifests =
        world
            .cloudfront(
                "create-cache-policy",
                "--cache-policy-config",
                """
                {"Name": "manifests", "MinTTL": 0, "DefaultTTL": 1, "MaxTTL": 31536000,
                 "ParametersInCacheKeyAndForwardedToOrigin": {
                   "EnableAcceptEncodingGzip": true, "EnableAcceptEncodingBrotli": true,
                   "HeadersConfig": {"HeaderBehavior": "none"},
                   "CookiesConfig": {"CookieBehavior": "none"},
                   "QueryStringsConfig": {"QueryStringBehavior": "whitelist", "QueryStrings": {
                     "Quantity": 6, "Items": ["aws.manifestfilter", "aws.manifestsettings",
                       "_HLS_msn", "_HLS_part", "start", "end"]}}}}
                """)
            .at("/CachePolicy/Id")
            .asText();
    var created =
        world
            .cloudfront(
                "create-distribution",
                "--distribution-config",
                new DistributionConfig("live")
                    .mediaOrigin(
                        "live",
                        MediaEndpoint.DOMAIN,
                        accessControl,
                        MediaEndpoint.CDN_HEADER,
                        MediaEndpoint.CDN_SECRET)
                    .behavior("*.m3u8", "live", manifests)
                    .behavior("*.mpd", "live", manifests)
                    .json("live"))
            .path("Distribution");
    world.awaitDeployed(created.path("Id").asText());
    return created.path("DomainName").asText();
  }
}
