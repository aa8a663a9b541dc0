package dev.perigee.edge.invalidation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class LeaseTest {

  private final AtomicReference<OptionalLong> nanos = new AtomicReference<>(OptionalLong.empty());
  private final Lease lease = new Lease(Duration.ofSeconds(10), nanos::get);

  @Test
  void isNotHeldBeforeTheStreamWasEverReached() {
    assertThat(lease.isHeld()).isFalse();
  }

  @Test
  void isHeldUntilItsTimeIsOver() {
    nanos.set(OptionalLong.of(0));
    assertThat(lease.isHeld()).isTrue();
    nanos.set(OptionalLong.of(Duration.ofSeconds(10).toNanos()));
    assertThat(lease.isHeld()).isTrue();
    nanos.set(OptionalLong.of(Duration.ofSeconds(10).toNanos() + 1));
    assertThat(lease.isHeld()).isFalse();
  }

  @Test
  void isHeldAgainOnceTheStreamIsBack() {
    nanos.set(OptionalLong.of(Long.MAX_VALUE));
    assertThat(lease.isHeld()).isFalse();
    nanos.set(OptionalLong.of(1));
    assertThat(lease.isHeld()).isTrue();
  }
}
