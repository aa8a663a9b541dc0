package dev.perigee.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perigee.testkit.http.Answer;
import dev.perigee.testkit.http.Content;
import dev.perigee.testkit.http.Gate;
import dev.perigee.testkit.http.Head;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Viewers of two edges who ask for the same object while it comes. */
@ExtendWith(World.Provider.class)
class ShieldIT {

  private final World world;

  ShieldIT(World world) {
    this.world = world;
  }

  @Test
  void theEdgesRequestsAreOneForTheOrigin() throws Exception {
    Gate gate = new Gate();
    world
        .origin()
        .on(
            "/shielded.txt",
            Answer.ok(Content.of("half, rest"))
                .header("Cache-Control", "max-age=600")
                .pausingAt(4, gate));
    try (ExecutorService viewers = Executors.newVirtualThreadPerTaskExecutor()) {
      FirstBytes atFirst = new FirstBytes();
      FirstBytes atSecond = new FirstBytes();
      Future<?> first = viewers.submit(() -> download(0, atFirst));
      atFirst.await();
      Future<?> second = viewers.submit(() -> download(1, atSecond));
      atSecond.await();
      gate.open();
      first.get();
      second.get();
      assertThat(atFirst.text()).isEqualTo("half, rest");
      assertThat(atSecond.text()).isEqualTo("half, rest");
    }
    assertThat(world.origin().count("/shielded.txt")).isEqualTo(1);
  }

  private Head download(int edge, FirstBytes to) throws IOException {
    return world.viewer(edge).download("/shielded.txt", to);
  }

  /** What a viewer got, and the moment of its first byte. */
  private static final class FirstBytes extends ByteArrayOutputStream {
    private final CountDownLatch begun = new CountDownLatch(1);

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) {
      super.write(bytes, offset, length);
      begun.countDown();
    }

    void await() throws InterruptedException {
      assertThat(begun.await(20, TimeUnit.SECONDS)).as("the first bytes came").isTrue();
    }

    String text() {
      return toString(StandardCharsets.UTF_8);
    }
  }
}
