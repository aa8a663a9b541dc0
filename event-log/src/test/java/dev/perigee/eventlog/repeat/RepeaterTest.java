package dev.perigee.eventlog.repeat;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RepeaterTest {

  private static final long LIMIT_SECONDS = 20;

  private final Semaphore steps = new Semaphore(0);

  @Test
  void aWakeRunsTheStepAtOnce() throws InterruptedException {
    try (Repeater repeater = new Repeater("test", () -> stepThenWait(Duration.ofHours(1)))) {
      repeater.start();
      assertThat(stepped()).isTrue();
      repeater.wake();
      assertThat(stepped()).isTrue();
    }
  }

  @Test
  void withoutAWakeTheStepRunsWhenItsWaitIsOver() throws InterruptedException {
    try (Repeater repeater = new Repeater("test", () -> stepThenWait(Duration.ofMillis(1)))) {
      repeater.start();
      assertThat(stepped()).isTrue();
      assertThat(stepped()).isTrue();
    }
  }

  @Test
  void aFailedStepIsTriedAgain() throws InterruptedException {
    try (Repeater repeater =
        new Repeater(
            "test",
            () -> {
              steps.release();
              throw new IllegalStateException("fails on purpose");
            })) {
      repeater.start();
      assertThat(stepped()).isTrue();
      assertThat(stepped()).isTrue();
    }
  }

  @Test
  void manyWakesAreOneStepAfterThePause() throws InterruptedException {
    Duration pause = Duration.ofMillis(200);
    BlockingQueue<Long> nanos = new LinkedBlockingQueue<>();
    Repeater.Step step =
        () -> {
          nanos.add(System.nanoTime());
          return Duration.ofHours(1);
        };
    try (Repeater repeater = new Repeater("test", step, pause)) {
      for (int i = 0; i < 100; i++) {
        repeater.wake();
      }
      repeater.start();
      long first = nanos.poll(LIMIT_SECONDS, TimeUnit.SECONDS);
      long second = nanos.poll(LIMIT_SECONDS, TimeUnit.SECONDS);
      assertThat(second - first).isGreaterThanOrEqualTo(pause.toNanos());
      assertThat(nanos.poll(pause.toMillis() * 2, TimeUnit.MILLISECONDS)).isNull();
    }
  }

  private Duration stepThenWait(Duration wait) {
    steps.release();
    return wait;
  }

  private boolean stepped() throws InterruptedException {
    return steps.tryAcquire(LIMIT_SECONDS, TimeUnit.SECONDS);
  }
}
