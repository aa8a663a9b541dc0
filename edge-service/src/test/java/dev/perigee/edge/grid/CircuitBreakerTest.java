package dev.perigee.edge.grid;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class CircuitBreakerTest {

  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
  private final CircuitBreaker breaker = new CircuitBreaker(3, Duration.ofNanos(100), nanos::get);

  @Test
  void isClosedAtFirst() {
    assertThat(breaker.isClosed()).isTrue();
  }

  @Test
  void opensAfterFailuresInARowAndClosesAfterItsPause() {
    fail(3);
    assertThat(breaker.isClosed()).isFalse();
    nanos.addAndGet(99);
    assertThat(breaker.isClosed()).isFalse();
    nanos.addAndGet(1);
    assertThat(breaker.isClosed()).isTrue();
  }

  @Test
  void aSuccessBetweenFailuresKeepsItClosed() {
    fail(2);
    breaker.succeeded();
    fail(2);
    assertThat(breaker.isClosed()).isTrue();
  }

  @Test
  void countsAnewAfterItsPause() {
    fail(3);
    nanos.addAndGet(100);
    fail(2);
    assertThat(breaker.isClosed()).isTrue();
    fail(1);
    assertThat(breaker.isClosed()).isFalse();
  }

  private void fail(int times) {
    for (int i = 0; i < times; i++) {
      breaker.failed();
    }
  }
}
