package dev.perigee.edge.prefetch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perigee.edge.settings.PrefetchSettings;
import dev.perigee.edge.settings.Settings;
import dev.perigee.httpcache.request.RequestTarget;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PrefetchingTest {

  private static final RequestTarget PLAYLIST = target("/live/main/index.m3u8?_HLS_msn=3");

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

  @Test
  void thePlaylistTellsWhatFollowsWhatWhereverItLies() {
    Prefetching prefetching = prefetching(Map.of());
    learn(
        prefetching,
        """
        #EXTM3U
        #EXT-X-TARGETDURATION:6
        #EXTINF:6,
        seg-a.ts

        #EXTINF:6,
        ../audio/seg-b.ts?v=2
        #EXTINF:6,
        /live/seg-c.ts
        #EXTINF:6,
        http://e1.example.net/live/seg-d.ts
        #EXTINF:6,
        http://elsewhere.example.net/live/seg-e.ts
        #EXTINF:6,
        seg-f.ts
        """);
    assertThat(after(prefetching, "/live/main/seg-a.ts")).contains("/live/audio/seg-b.ts?v=2");
    assertThat(after(prefetching, "/live/audio/seg-b.ts?v=2")).contains("/live/seg-c.ts");
    assertThat(after(prefetching, "/live/seg-c.ts")).contains("/live/seg-d.ts");
    assertThat(after(prefetching, "/live/seg-d.ts")).as("on another host").isEmpty();
    assertThat(after(prefetching, "/live/seg-e.ts")).isEmpty();
    assertThat(prefetching.after("E2", target("/live/main/seg-a.ts")))
        .as("of another distribution")
        .isEmpty();
  }

  @Test
  void whatAPlayerAddsToTheQueryMakesNoDifference() {
    Prefetching prefetching = prefetching(Map.of());
    learn(prefetching, "#EXTM3U\na.mp4\nb.mp4\n");
    assertThat(after(prefetching, "/live/main/a.mp4?CMCD=bl%3D1")).contains("/live/main/b.mp4");
  }

  @Test
  void partsOfOneFileAndListsOfPlaylistsTellNothing() {
    Prefetching prefetching = prefetching(Map.of());
    learn(prefetching, "#EXTM3U\n#EXT-X-BYTERANGE:10@0\nwhole.mp4\nwhole.mp4\n");
    learn(prefetching, "#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\nlow.m3u8\nhigh.m3u8\n");
    learn(prefetching, "<html>\nx.mp4\ny.mp4\n");
    learn(prefetching, "#EXTM3U\n%%%\n\\\n:://\n");
    assertThat(after(prefetching, "/live/main/whole.mp4")).isEmpty();
    assertThat(after(prefetching, "/live/main/low.m3u8")).isEmpty();
    assertThat(after(prefetching, "/live/main/x.mp4")).isEmpty();
  }

  @Test
  void aPlaylistComesBeforeANumber() {
    Prefetching prefetching = prefetching(Map.of());
    learn(prefetching, "#EXTM3U\nseg1.ts\nseg3.ts\n");
    assertThat(after(prefetching, "/live/main/seg1.ts")).contains("/live/main/seg3.ts");
    assertThat(after(prefetching, "/live/main/seg3.ts?t=1")).contains("/live/main/seg4.ts?t=1");
    assertThat(after(prefetching(Map.of("by-number", "false")), "/seg1.ts")).isEmpty();
  }

  @Test
  void whereOneIsNotThereNoOtherOfItsNameIsAskedForAWhile() {
    Prefetching prefetching = prefetching(Map.of());
    assertThat(prefetching.begin()).isTrue();
    prefetching.ended("E1", target("/live/seg8.ts"), PrefetchOutcome.ABSENT);
    assertThat(after(prefetching, "/live/seg7.ts")).isEmpty();
    assertThat(after(prefetching, "/live/seg8.ts")).isEmpty();
    assertThat(after(prefetching, "/other/seg7.ts")).contains("/other/seg8.ts");
    assertThat(count("absent")).isEqualTo(1);
  }

  @Test
  void thereAreSoManyPlaces() {
    Prefetching prefetching = prefetching(Map.of("max-at-once", "1"));
    assertThat(prefetching.begin()).isTrue();
    assertThat(prefetching.begin()).isFalse();
    assertThat(count("refused")).isEqualTo(1);
    prefetching.ended("E1", target("/a1.ts"), PrefetchOutcome.FETCHED);
    assertThat(prefetching.begin()).isTrue();
  }

  @Test
  void whatIsKnownOfPlaylistsIsBounded() {
    Successors successors = new Successors(1_000);
    StringBuilder playlist = new StringBuilder("#EXTM3U\n");
    for (int i = 0; i < 1_000; i++) {
      playlist.append("segment").append(i).append(".ts\n");
    }
    successors.learn("E1", PLAYLIST, "e1.example.net", playlist.toString());
    assertThat(successors.size()).isBetween(1L, 30L);
  }

  private double count(String outcome) {
    return registry.get("perigee.edge.prefetches").tag("outcome", outcome).counter().count();
  }

  private static void learn(Prefetching prefetching, String text) {
    prefetching.learn("E1", PLAYLIST, "e1.example.net", text);
  }

  private static Optional<String> after(Prefetching prefetching, String segment) {
    return prefetching
        .after("E1", target(segment))
        .map(next -> next.rawPath() + (next.query().isEmpty() ? "" : "?" + next.query()));
  }

  private static RequestTarget target(String text) {
    return RequestTarget.parse(text).orElseThrow();
  }

  private Prefetching prefetching(Map<String, String> changed) {
    Map<String, String> settings = new HashMap<>();
    changed.forEach((key, value) -> settings.put("perigee.edge.prefetch." + key, value));
    return new Prefetching(Settings.with(PrefetchSettings.class, settings), registry);
  }
}
