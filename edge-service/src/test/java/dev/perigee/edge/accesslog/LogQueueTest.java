package dev.perigee.edge.accesslog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class LogQueueTest {

  private final LogEntry entry =
      new LogEntry(new LogTarget("E1", "logs.s3.amazonaws.com", ""), Instant.EPOCH, new byte[40]);

  @Test
  void itsBytesAreBoundedUntilTheyAreWritten() throws Exception {
    LogQueue queue = new LogQueue(2 * entry.bytes());
    assertThat(queue.offer(entry)).isTrue();
    assertThat(queue.offer(entry)).isTrue();
    assertThat(queue.offer(entry)).isFalse();
    List<LogEntry> taken = queue.take(Duration.ZERO);
    assertThat(taken).hasSize(2);
    assertThat(queue.offer(entry)).as("taken, but in memory still").isFalse();
    queue.written(taken);
    assertThat(queue.bytes()).isZero();
    assertThat(queue.offer(entry)).isTrue();
  }

  @Test
  void nothingIsTakenOfNothing() throws Exception {
    assertThat(new LogQueue(1_000).take(Duration.ZERO)).isEmpty();
  }
}
