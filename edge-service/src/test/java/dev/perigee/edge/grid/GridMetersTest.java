package dev.perigee.edge.grid;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class GridMetersTest {

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final AtomicBoolean isOpen = new AtomicBoolean();
  private final GridMeters meters = new GridMeters(registry, () -> true, isOpen::get);

  @Test
  void everyOutcomeIsThereBeforeItFirstComes() {
    for (LookupOutcome outcome : LookupOutcome.values()) {
      assertThat(count("lookups", "outcome", outcome.word())).isZero();
    }
    for (WriteOutcome outcome : WriteOutcome.values()) {
      assertThat(count("writes", "outcome", outcome.word())).isZero();
    }
  }

  @Test
  void lookUpsThatReachedTheGridCountWithTheirTime() {
    meters.asked(LookupOutcome.HIT, TimeUnit.MILLISECONDS.toNanos(3));
    meters.read(1_000);
    meters.asked(LookupOutcome.TIMEOUT, TimeUnit.MILLISECONDS.toNanos(250));
    meters.notAsked(LookupOutcome.CIRCUIT_OPEN);
    assertThat(count("lookups", "outcome", "hit")).isEqualTo(1);
    assertThat(count("lookups", "outcome", "timeout")).isEqualTo(1);
    assertThat(count("lookups", "outcome", "circuit-open")).isEqualTo(1);
    assertThat(count("bytes", "direction", "read")).isEqualTo(1_000);
    assertThat(registry.get("perigee.edge.grid.lookup.time").timer().count()).isEqualTo(2);
    assertThat(
            registry.get("perigee.edge.grid.lookup.time").timer().totalTime(TimeUnit.MILLISECONDS))
        .isEqualTo(253);
  }

  @Test
  void writesCountByOutcomeAndThoseThatCameThroughWithTheirBytes() {
    meters.written(700);
    meters.notWritten(WriteOutcome.NO_ROOM);
    meters.notWritten(WriteOutcome.FAILED);
    assertThat(count("writes", "outcome", "written")).isEqualTo(1);
    assertThat(count("writes", "outcome", "no-room")).isEqualTo(1);
    assertThat(count("writes", "outcome", "failed")).isEqualTo(1);
    assertThat(count("bytes", "direction", "written")).isEqualTo(700);
  }

  @Test
  void theCircuitsStateIsShown() {
    assertThat(gauge("circuit.open")).isZero();
    isOpen.set(true);
    assertThat(gauge("circuit.open")).isEqualTo(1);
    assertThat(gauge("connected")).isEqualTo(1);
  }

  @Test
  void aGridThatWasNotReachedIsSaidToBeSo() {
    SimpleMeterRegistry own = new SimpleMeterRegistry();
    GridStore absent = Grids.absent(own);
    assertThat(absent.get("key").result()).isNull();
    assertThat(
            own.get("perigee.edge.grid.lookups").tag("outcome", "not-connected").counter().count())
        .isEqualTo(1);
    assertThat(own.get("perigee.edge.grid.connected").gauge().value()).isZero();
  }

  private double count(String name, String tag, String word) {
    return registry.get("perigee.edge.grid." + name).tag(tag, word).counter().count();
  }

  private double gauge(String name) {
    return registry.get("perigee.edge.grid." + name).gauge().value();
  }
}
