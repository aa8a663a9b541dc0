package dev.perigee.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * That a hit has not become much dearer: measured against the bare server in the same minute, so
 * that what else the machine does counts for both, and with room for what it does to one.
 */
class HitCostIT {

  private static final int BYTES = 1_024;
  private static final int ROUNDS = 5;
  private static final int SECONDS = 1;
  private static final int WARM_UP_SECONDS = 4;

  /** Some 1.1 was measured. */
  private static final double MOST_OF_BARE = 2.0;

  /** Some 2,300 were measured. */
  private static final long MOST_BYTES = 3_500;

  @TempDir Path work;

  @Test
  void aHitCostsLittleMoreThanBareVertx() throws Exception {
    HitCase hit = HitCase.whole(Wire.HTTP1, BYTES);
    TestCertificate certificate = TestCertificate.in(work.resolve("tls"));
    try (BenchmarkOrigin origin = BenchmarkOrigin.start();
        Contender bare = BareVertx.start(work.resolve("bare"), certificate);
        PerigeeEdge perigee =
            PerigeeEdge.start(Path.of("..").toRealPath(), work.resolve("suite"), origin.port());
        Allocation allocation = Allocation.of(perigee.pids().getFirst())) {
      HitLoad.warmUp(perigee, hit, work, WARM_UP_SECONDS);
      HitLoad.warmUp(bare, hit, work, WARM_UP_SECONDS);
      List<Double> ratios = new ArrayList<>();
      long allocated = 0;
      double hits = 0;
      for (int round = 0; round < ROUNDS; round++) {
        long before = allocation.bytes();
        HitLoad.Round own = HitLoad.run(perigee, hit, work, SECONDS);
        allocated += allocation.bytes() - before;
        hits += own.perSecond() * SECONDS;
        ratios.add(own.cpuMicros() / HitLoad.run(bare, hit, work, SECONDS).cpuMicros());
      }
      double ratio = ratios.stream().sorted().toList().get(ROUNDS / 2);
      System.out.printf("%.2f x bare Vert.x, %.0f bytes a hit%n", ratio, allocated / hits);
      assertThat(ratio).isLessThan(MOST_OF_BARE);
      assertThat(allocated / hits).isLessThan(MOST_BYTES);
    }
  }
}
