package dev.perigee.edge.logline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineQueueTest {

  private final Line entry = new Line(40);

  private record Line(long bytes) implements LineQueue.Entry {}

  @Test
  void itsBytesAreBoundedUntilTheyAreWritten() throws Exception {
    LineQueue<Line> queue = new LineQueue<>(2 * entry.bytes());
    assertThat(queue.offer(entry)).isTrue();
    assertThat(queue.offer(entry)).isTrue();
    assertThat(queue.offer(entry)).isFalse();
    List<Line> taken = queue.take(Duration.ZERO);
    assertThat(taken).hasSize(2);
    assertThat(queue.offer(entry)).as("taken, but in memory still").isFalse();
    queue.written(taken);
    assertThat(queue.bytes()).isZero();
    assertThat(queue.offer(entry)).isTrue();
  }

  @Test
  void nothingIsTakenOfNothing() throws Exception {
    assertThat(new LineQueue<Line>(1_000).take(Duration.ZERO)).isEmpty();
  }
}
