package dev.perigee.edge.invalidation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LeaseTest {

  private static final Duration LEASE = Duration.ofSeconds(10);

  private final AtomicReference<OptionalLong> nanos = new AtomicReference<>(OptionalLong.empty());
  private final AtomicLong clock = new AtomicLong(Duration.ofDays(1).toNanos());
  private final Presence presence = new Presence(LEASE, clock::get);
  private final Lease lease = new Lease(LEASE, presence, nanos::get);

  @BeforeEach
  void theOthersHaveKnownOfTheEdgeForLong() {
    presence.told(clock.get());
    for (int seconds = 0; seconds < 30; seconds++) {
      pass(Duration.ofSeconds(1));
      presence.told(clock.get());
    }
  }

  private void pass(Duration time) {
    clock.addAndGet(time.toNanos());
  }

  @Test
  void isNotHeldBeforeTheOthersKnowOfTheEdge() {
    Lease unknown = new Lease(LEASE, new Presence(LEASE, clock::get), nanos::get);
    nanos.set(OptionalLong.of(0));
    assertThat(unknown.isHeld()).isFalse();
  }

  @Test
  void whatWasReadBeforeTheOthersKnewOfTheEdgeIsNotEnough() {
    Presence fresh = new Presence(LEASE, clock::get);
    Lease first = new Lease(LEASE, fresh, nanos::get);
    fresh.told(clock.get());
    pass(Duration.ofSeconds(1));
    nanos.set(OptionalLong.of(Duration.ofSeconds(1).toNanos() + 1));
    assertThat(first.isHeld()).isFalse();
    nanos.set(OptionalLong.of(Duration.ofSeconds(1).toNanos()));
    assertThat(first.isHeld()).isTrue();
  }

  @Test
  void isNotHeldWhereTheOthersHaveHeardNothingForItsTime() {
    nanos.set(OptionalLong.of(0));
    pass(LEASE);
    assertThat(lease.isHeld()).isTrue();
    pass(Duration.ofNanos(1));
    assertThat(lease.isHeld()).isFalse();
  }

  @Test
  void afterAGapTheStreamIsReadAnew() {
    pass(LEASE.plusSeconds(1));
    presence.told(clock.get());
    pass(Duration.ofSeconds(2));
    nanos.set(OptionalLong.of(Duration.ofSeconds(3).toNanos()));
    assertThat(lease.isHeld()).isFalse();
    nanos.set(OptionalLong.of(Duration.ofSeconds(1).toNanos()));
    assertThat(lease.isHeld()).isTrue();
  }

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
