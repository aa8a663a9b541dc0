package dev.perigee.edge;

import static dev.perigee.edge.distribution.BehaviorBuilder.behavior;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.perigee.contracts.Selection;
import dev.perigee.edge.distribution.SnapshotBuilder;
import dev.perigee.edge.distribution.Snapshots;
import dev.perigee.testkit.http.Answer;
import dev.perigee.testkit.http.Content;
import dev.perigee.testkit.http.RawConnection;
import dev.perigee.testkit.http.Reply;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is meant to fill an edge's memory, or to keep it busy: it is bounded, and others go on. */
class HostileLoadIT {

  private static final String HOST = "e1.example.net";
  private static final int MEBIBYTE = 1 << 20;
  private static final int STORED = 8 * MEBIBYTE;
  private static final int LENT = 4 * MEBIBYTE;
  private static final int STREAMS = 16;
  private static final int IDLE_SECONDS = 3;

  /** Initial window sizes. */
  private static final byte[] SHUT = {0, 4, 0, 0, 0, 0};

  private static final byte[] ONE_BYTE = {0, 4, 0, 0, 0, 1};

  private static final byte[] REFUSED_STREAM = {0, 0, 0, 7};
  private static final byte[] ENHANCE_YOUR_CALM = {0, 0, 0, 11};

  @TempDir private static Path directory;

  @SuppressWarnings("NullAway.Init")
  private static RunningEdge edge;

  @BeforeAll
  static void start() throws Exception {
    Path folder = EdgeCertificates.write(directory, "*.example.net");
    edge =
        RunningEdge.start(
            directory,
            Map.of(
                "PERIGEE_EDGE_CERTIFICATES",
                folder.toString(),
                "PERIGEE_EDGE_VIEWERS_MAX_STREAMS",
                Integer.toString(STREAMS),
                "PERIGEE_EDGE_VIEWERS_IDLE_TIMEOUT",
                IDLE_SECONDS + "s",
                "PERIGEE_EDGE_MEMORY_MAX_BYTES",
                Integer.toString(STORED),
                "PERIGEE_EDGE_MEMORY_MAX_BYTES_LENT",
                Integer.toString(LENT),
                "PERIGEE_EDGE_FILL_MAX_BYTES_IN_FLIGHT",
                Integer.toString(LENT),
                "PERIGEE_EDGE_FILL_WINDOW_BYTES",
                "65536"),
            SnapshotBuilder.distribution("E1")
                .behaviors(
                    behavior("/text/*")
                        .policy(
                            Snapshots.policy(
                                Selection.NONE,
                                Selection.NONE,
                                Selection.NONE,
                                Duration.ofDays(1),
                                true))
                        .compressing()
                        .build(),
                    behavior("*").build())
                .build());
    edge.on("/other", Answer.ok("other").header("Cache-Control", "max-age=3600"));
  }

  @AfterAll
  static void stop() {
    edge.close();
  }

  @AfterEach
  void othersAreServedAndMemoryIsBounded() throws Exception {
    assertOthersAreServed();
    assertThat(edge.metric("perigee_edge_memory_bytes")).isBetween(1.0, (double) STORED);
    assertThat(edge.metric("perigee_edge_memory_body_bytes")).isLessThanOrEqualTo(STORED + LENT);
    assertThat(edge.residentBytes())
        .as("heap, direct memory, and the machine's own")
        .isLessThan((EdgeProcess.HEAP_MEGABYTES + 64 + 200L) * MEBIBYTE);
    edge.assertQuiet();
  }

  private static void assertOthersAreServed() throws Exception {
    assertThat(edge.viewer("E1").get("/other").text()).isEqualTo("other");
    try (RawHttp2 other = open()) {
      other.get(1, HOST, "/other");
      assertThat(new String(other.readUntil(RawHttp2.DATA, 1).payload(), US_ASCII))
          .isEqualTo("other");
    }
  }

  @Test
  @Tag("H.2")
  void whatAnOriginHasCompressedIsNeverInflated() throws Exception {
    byte[] bomb = zipped(256 * MEBIBYTE);
    edge.on(
        "/text/bomb",
        Answer.ok(Content.of(bomb))
            .header("Content-Type", "text/plain")
            .header("Content-Encoding", "gzip")
            .header("Cache-Control", "max-age=60"));
    for (String accepted : List.of("gzip", "br", "identity", "br;q=1, gzip;q=0")) {
      for (int i = 0; i < 2; i++) {
        Reply reply = edge.viewer("E1").get("/text/bomb", "Accept-Encoding: " + accepted);
        assertThat(reply.body()).isEqualTo(bomb);
        assertThat(reply.header("Content-Encoding")).contains("gzip");
      }
    }
  }

  @Test
  @Tag("H.2")
  void manyLargeTextsAreCompressedAtATime() throws Exception {
    int length = 9_900_000;
    Content text = Content.of(new byte[length]);
    List<Callable<Long>> viewers =
        IntStream.range(0, 12)
            .mapToObj(number -> {
              String path = "/text/" + number;
              edge.on(path, Answer.ok(text).header("Content-Type", "text/plain"));
              return (Callable<Long>) () -> inflatedBytes(path);
            })
            .toList();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Long> inflated : threads.invokeAll(viewers)) {
        assertThat(inflated.get()).isEqualTo(length);
      }
    }
  }

  @Test
  @Tag("H.3")
  void viewersWhoReadNothingAreLetGoOf() throws Exception {
    edge.on("/endless", endless());
    List<RawConnection> slow = new ArrayList<>();
    try {
      for (int i = 0; i < 40; i++) {
        RawConnection viewer = RawConnection.open(edge.url());
        slow.add(viewer);
        viewer.send("GET /endless?" + i + " HTTP/1.1\r\nHost: " + HOST + "\r\n\r\n");
        viewer.readHead();
      }
      assertOthersAreServed();
      edge.assertActive(0);
    } finally {
      for (RawConnection viewer : slow) {
        viewer.close();
      }
    }
  }

  @Test
  @Tag("H.3")
  void streamsWhoseWindowStaysShutAreReset() throws Exception {
    edge.on("/endless", endless());
    edge.on("/chunked", endless().framedBy(Answer.Framing.CHUNKED));
    try (RawHttp2 viewer = open(SHUT)) {
      for (int i = 0; i < STREAMS; i++) {
        viewer.get(2 * i + 1, HOST, (i % 2 == 0 ? "/endless?" : "/chunked?") + i);
      }
      assertThat(pingUntilReset(viewer, STREAMS)).containsOnly(ENHANCE_YOUR_CALM);
    }
  }

  @Test
  @Tag("H.3")
  void aConnectionOnWhichNothingMovesIsClosed() throws Exception {
    try (RawHttp2 viewer = open()) {
      viewer.get(1, HOST, "/other");
      viewer.readUntil(RawHttp2.DATA, 1);
      assertThat(viewer.isClosedByPeer()).isTrue();
    }
  }

  /** An answer that was given over in one piece counts as well, until the viewer has taken it. */
  @Test
  @Tag("H.3")
  void streamsThatAreAnsweredButNotTakenCount() throws Exception {
    edge.viewer("E1").get("/other");
    try (RawHttp2 viewer = open(ONE_BYTE)) {
      for (int i = 0; i < STREAMS; i++) {
        viewer.get(2 * i + 1, HOST, "/other");
        viewer.readUntil(RawHttp2.HEADERS, 2 * i + 1);
      }
      int over = 2 * STREAMS + 1;
      viewer.get(over, HOST, "/other");
      assertThat(viewer.readUntil(RawHttp2.RST_STREAM, over).payload()).isEqualTo(REFUSED_STREAM);
      assertThat(pingUntilReset(viewer, STREAMS)).containsOnly(ENHANCE_YOUR_CALM);
    }
  }

  @Test
  @Tag("H.3")
  @Tag("H.4")
  void whatSlowViewersHoldLeavesRoomForOthers() throws Exception {
    List<RawHttp2> slow = new ArrayList<>();
    try {
      for (int i = 0; i < 2 * STREAMS; i++) {
        String path = "/held/" + i;
        edge.on(
            path, Answer.ok(Content.generated(MEBIBYTE, i)).header("Cache-Control", "max-age=600"));
        assertThat(edge.viewer("E1").get(path).body()).hasSize(MEBIBYTE);
        if (i % STREAMS == 0) {
          slow.add(open(ONE_BYTE));
        }
        int stream = 2 * (i % STREAMS) + 1;
        slow.getLast().get(stream, HOST, path);
        slow.getLast().send(RawHttp2.PING, 0, 0, new byte[8]);
        slow.getLast().readUntil(RawHttp2.PING, 0);
      }
      assertThat(edge.metric("perigee_edge_memory_body_bytes"))
          .as("what is stored and what is held, and no more than may be")
          .isBetween(MEBIBYTE + 1.0, (double) STORED + LENT);
      assertOthersAreServed();
    } finally {
      for (RawHttp2 viewer : slow) {
        viewer.close();
      }
    }
  }

  @Test
  @Tag("H.4")
  void aFloodOfUrlsDoesNotFillTheMemory() throws Exception {
    byte[] body = new byte[40_000];
    edge.on("/flood", Answer.ok(Content.of(body)).header("Cache-Control", "max-age=600"));
    Callable<Void> flood =
        () -> {
          for (int i = 0; i < 300; i++) {
            String path = "/flood/" + Thread.currentThread().threadId() + "-" + i;
            edge.on(path, Answer.ok(Content.of(body)).header("Cache-Control", "max-age=600"));
            assertThat(edge.viewer("E1").get(path).status()).isEqualTo(200);
          }
          return null;
        };
    try (ExecutorService viewers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Void> done : viewers.invokeAll(List.of(flood, flood, flood, flood))) {
        done.get();
      }
    }
    assertThat(edge.metric("perigee_edge_memory_bytes")).isGreaterThan(STORED / 2.0);
  }

  private static Answer endless() {
    return Answer.ok(Content.generated(50_000_000_000L, 1)).header("Cache-Control", "max-age=60");
  }

  private static RawHttp2 open() throws Exception {
    return RawHttp2.open(edge.securePort(), HOST);
  }

  private static RawHttp2 open(byte[] window) throws Exception {
    RawHttp2 viewer = open();
    viewer.send(RawHttp2.SETTINGS, 0, 0, window);
    return viewer;
  }

  /** Keeps the connection busy until so many of its streams are reset; what they were told. */
  private static List<byte[]> pingUntilReset(RawHttp2 viewer, int streams) throws Exception {
    List<byte[]> reasons = new ArrayList<>();
    long limit = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (reasons.size() < streams) {
      viewer.send(RawHttp2.PING, 0, 0, new byte[8]);
      assertOthersAreServed();
      RawHttp2.Frame frame = viewer.read();
      while (frame.type() != RawHttp2.PING) {
        if (frame.type() == RawHttp2.RST_STREAM) {
          reasons.add(frame.payload());
        }
        frame = viewer.read();
      }
      assertThat(System.nanoTime()).as("%d streams are reset", reasons.size()).isLessThan(limit);
    }
    return reasons;
  }

  private static long inflatedBytes(String path) throws IOException {
    Reply reply = edge.viewer("E1").get(path, "Accept-Encoding: gzip");
    assertThat(reply.header("Content-Encoding")).contains("gzip");
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(reply.body()))) {
      return in.transferTo(OutputStream.nullOutputStream());
    }
  }

  private static byte[] zipped(int zeros) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      byte[] piece = new byte[MEBIBYTE];
      for (int i = 0; i < zeros / MEBIBYTE; i++) {
        out.write(piece);
      }
    }
    return bytes.toByteArray();
  }
}
