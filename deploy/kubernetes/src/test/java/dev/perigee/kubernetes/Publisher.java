package dev.perigee.kubernetes;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.perigee.eventlog.TopicEntry;
import dev.perigee.eventlog.outbox.Appender;
import dev.perigee.eventlog.outbox.Outbox;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Has one record to publish, or none. */
final class Publisher implements Outbox {

  private final CountDownLatch published = new CountDownLatch(1);

  // Of the relay's thread alone.
  private List<TopicEntry> waiting;

  private Publisher(List<TopicEntry> waiting) {
    this.waiting = waiting;
  }

  static Publisher of(String value) {
    return new Publisher(List.of(new TopicEntry("key", value.getBytes(UTF_8))));
  }

  static Publisher ofNothing() {
    return new Publisher(List.of());
  }

  @Override
  public boolean isReady() {
    return true;
  }

  @Override
  public void publishNext(int limit, Appender appender) {
    if (!waiting.isEmpty() && !appender.append(waiting).isEmpty()) {
      waiting = List.of();
    }
  }

  @Override
  public int forgetOtherLogs(String logId) {
    return 0;
  }

  @Override
  public void published() {
    published.countDown();
  }

  boolean awaitPublished(int seconds) throws InterruptedException {
    return published.await(seconds, TimeUnit.SECONDS);
  }
}
