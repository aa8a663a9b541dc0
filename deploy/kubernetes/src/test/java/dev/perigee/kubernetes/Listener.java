package dev.perigee.kubernetes;

import dev.perigee.eventlog.TopicListener;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Waits for a topic, and for a record of it. */
final class Listener implements TopicListener {

  private final String name;
  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch heard = new CountDownLatch(1);

  Listener(String name) {
    this.name = name;
  }

  @Override
  public void started(String logId, long firstOffset) {
    begun.countDown();
  }

  @Override
  public void record(long offset, String key, byte[] value) {
    heard.countDown();
  }

  boolean awaitTopic(int seconds) throws InterruptedException {
    return begun.await(seconds, TimeUnit.SECONDS);
  }

  boolean awaitRecord(int seconds) throws InterruptedException {
    return heard.await(seconds, TimeUnit.SECONDS);
  }

  @Override
  public String toString() {
    return name;
  }
}
