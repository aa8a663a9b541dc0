package dev.perigee.eventlog.repeat;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * A thread that repeats a step: at once when it is woken, and otherwise when the wait that the step
 * itself asked for is over. Any number of calls of {@link #wake} during a step count as one.
 */
public final class Repeater implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger(Repeater.class);
  private static final Duration AFTER_FAILURE = Duration.ofMillis(500);
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(3);

  private final Step step;
  private final Duration pause;
  private final Thread thread;
  private final Semaphore woken = new Semaphore(0);
  private volatile boolean closed;

  /** Whether the last step failed: a streak of failures is told once. Of the thread alone. */
  private boolean failing;

  /** Does not start the thread. */
  public Repeater(String name, Step step) {
    this(name, step, Duration.ZERO);
  }

  /**
   * Does not start the thread.
   *
   * @param pause after each step, also when woken, in which there gathers what the next one does
   */
  public Repeater(String name, Step step, Duration pause) {
    this.step = step;
    this.pause = pause;
    this.thread = Thread.ofPlatform().name(name).daemon().unstarted(this::run);
  }

  /** What is repeated. */
  public interface Step {

    /** Returns how long to wait, unless woken, before the next time. */
    Duration run();
  }

  public void start() {
    thread.start();
  }

  /** Has the step run at once, or again at once if it is under way. */
  public void wake() {
    if (woken.availablePermits() == 0) {
      woken.release();
    }
  }

  /** Interrupts the step under way and waits a few seconds at most for it to end. */
  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    try {
      thread.join(CLOSE_LIMIT);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    while (!closed) {
      Duration wait = runStep();
      try {
        TimeUnit.NANOSECONDS.sleep(pause.toNanos());
        if (woken.tryAcquire(wait.toNanos(), TimeUnit.NANOSECONDS)) {
          woken.drainPermits();
        }
      } catch (InterruptedException e) {
        // Only close() interrupts: the loop's condition ends it.
      }
    }
  }

  private Duration runStep() {
    try {
      Duration wait = step.run();
      failing = false;
      return wait;
    } catch (RuntimeException e) {
      if (!failing && !closed) {
        LOG.warnf("%s failed, trying again: %s", thread.getName(), e);
        LOG.debugf(e, "%s failed", thread.getName());
      }
      failing = true;
      return AFTER_FAILURE;
    }
  }
}
