package dev.perigee.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perigee.testkit.http.Answer;
import dev.perigee.testkit.http.Content;
import dev.perigee.testkit.http.Gate;
import dev.perigee.testkit.http.Reply;
import dev.perigee.testkit.http.Resource;
import dev.perigee.testkit.http.Viewer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What viewers get, from where. */
@ExtendWith(World.Provider.class)
class DeliveryIT {

  private static final long LARGE_BYTES = 200L << 20;
  private static final long MEBIBYTE = 1L << 20;

  private final World world;

  DeliveryIT(World world) {
    this.world = world;
  }

  @Test
  void anObjectIsFetchedOnceAndThenServedByEveryEdge() throws Exception {
    List<String> paths = IntStream.range(0, 10).mapToObj(i -> "/once/" + i + ".txt").toList();
    for (String path : paths) {
      world.origin().on(path, Resource.of(Content.of(path), "\"1\"", "max-age=600"));
      assertThat(world.viewer(0).get(path).header("X-Cache")).contains("Miss from perigee");
    }
    for (String path : paths) {
      Reply hit = world.viewer(0).get(path);
      assertThat(hit.header("X-Cache")).contains("Hit from perigee");
      assertThat(hit.header("Age")).isPresent();
      assertThat(hit.header("Via").orElseThrow()).contains("(Perigee)");
      assertThat(hit.text()).isEqualTo(path);
    }
    for (String path : paths) {
      Reply fromGrid = world.viewer(1).get(path);
      assertThat(fromGrid.header("X-Cache")).contains("Hit from perigee");
      assertThat(fromGrid.text()).isEqualTo(path);
      assertThat(world.origin().count(path)).isEqualTo(1);
    }
  }

  @Test
  void theDefaultRootObjectAnswersForTheRoot() throws Exception {
    world.origin().on("/index.html", Resource.of(Content.of("root"), "\"r\"", "max-age=600"));
    assertThat(world.viewer(0).get("/").text()).isEqualTo("root");
  }

  @Test
  void aBucketsPrivateObjectsAreServed() throws Exception {
    byte[] clip = "a clip".getBytes(StandardCharsets.UTF_8);
    world.s3().put(World.BUCKET, "media/clip 1.txt", clip);

    assertThat(unsigned("/" + World.BUCKET + "/media/clip%201.txt")).isEqualTo(403);
    Reply reply = world.viewer(0).get("/media/clip%201.txt");
    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    assertThat(reply.body()).isEqualTo(clip);
    assertThat(world.viewer(0).get("/media/clip%201.txt").header("X-Cache"))
        .contains("Hit from perigee");
  }

  private int unsigned(String path) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client
          .send(
              HttpRequest.newBuilder(URI.create(world.s3().url() + path)).build(),
              BodyHandlers.discarding())
          .statusCode();
    }
  }

  @Test
  void aLargeObjectStreamsThroughAndItsMiddleCanBeAskedFor() throws Exception {
    Content large = Content.generated(LARGE_BYTES, 7);
    world.origin().on("/large.bin", Resource.of(large, "\"large\"", "max-age=600"));
    PartProcess edge = PartProcess.of(world.suite(), "edge-1");
    // The first megabytes warm up buffers and pools, which stay.
    world.viewer(0).get("/large.bin", "Range: bytes=0-20971519");
    long before = edge.residentBytes();

    CountingSink sink = new CountingSink();
    world.viewer(0).download("/large.bin", sink);
    assertThat(sink.bytes).isEqualTo(LARGE_BYTES);
    CountingSink expected = new CountingSink();
    large.write(expected, 0, LARGE_BYTES);
    assertThat(sink.checksum.getValue()).isEqualTo(expected.checksum.getValue());
    assertThat(edge.residentBytes() - before)
        .as("what the edge keeps of it is bounded by its memory cache of 128 MiB")
        .isLessThan(LARGE_BYTES * 3 / 4);

    long middle = LARGE_BYTES / 2;
    Reply part =
        world.viewer(0).get("/large.bin", "Range: bytes=" + middle + "-" + (middle + MEBIBYTE - 1));
    assertThat(part.status()).isEqualTo(206);
    assertThat(part.header("Content-Range"))
        .contains("bytes " + middle + "-" + (middle + MEBIBYTE - 1) + "/" + LARGE_BYTES);
    assertThat(part.body()).isEqualTo(large.part(middle, middle + MEBIBYTE).bytes());
  }

  @Test
  void aHundredFirstRequestsMakeOneOriginRequest() throws Exception {
    Gate gate = new Gate();
    world
        .origin()
        .on(
            "/busy.txt",
            Answer.ok("busy").header("Cache-Control", "max-age=600").pausingAt(0, gate));
    Viewer viewer = world.viewer(0);
    try (ExecutorService viewers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Reply>> replies = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        replies.add(viewers.submit(() -> viewer.get("/busy.txt")));
      }
      gate.awaitReached();
      gate.open();
      for (Future<Reply> reply : replies) {
        assertThat(reply.get().text()).isEqualTo("busy");
      }
    }
    assertThat(world.origin().count("/busy.txt")).isEqualTo(1);
  }

  @Test
  void anUnknownHostIsRefusedWithAShortPlainPage() throws Exception {
    Reply reply = new Viewer(world.suite().edge(0), "nobody.example.org").get("/");
    assertThat(reply.status()).isEqualTo(403);
    assertThat(reply.header("Content-Type").orElseThrow()).startsWith("text/html");
    assertThat(reply.text()).contains("403").hasSizeLessThan(1_000);
  }

  /** Takes any number of bytes and keeps none but their number and their checksum. */
  private static final class CountingSink extends OutputStream {
    private final CRC32C checksum = new CRC32C();
    private long bytes;

    @Override
    public void write(int b) {
      checksum.update(b);
      bytes++;
    }

    @Override
    public void write(byte[] buffer, int offset, int length) {
      checksum.update(buffer, offset, length);
      bytes += length;
    }
  }
}
