package dev.perigee.testkit.http;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A place in a script where one side waits until the test lets it go on. */
public final class Gate {

  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final CountDownLatch reached = new CountDownLatch(1);
  private final CountDownLatch open = new CountDownLatch(1);

  /** Waits until somebody stands at the gate. */
  public void awaitReached() throws InterruptedException {
    await(reached, "nobody has reached the gate");
  }

  /** Lets go on whoever stands at the gate, now and later. */
  public void open() {
    open.countDown();
  }

  void pass() throws InterruptedException {
    reached.countDown();
    await(open, "nobody has opened the gate");
  }

  private static void await(CountDownLatch latch, String failure) throws InterruptedException {
    if (!latch.await(LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new IllegalStateException(failure + " within " + LIMIT.toSeconds() + " s");
    }
  }
}
