package dev.perigee.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perigee.e2e.World.Distribution;
import dev.perigee.testkit.http.Viewer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Guarantee 1 on the real suite while its parts are killed, restarted and stopped in the middle of
 * what they do. {@code -Dperigee.faults.seconds} makes it longer, {@code -Dperigee.faults.seed}
 * repeats a run's choices, {@code -Dperigee.faults.partitions=true} cuts the grid into pieces too.
 */
@ExtendWith(World.Provider.class)
class PurgeUnderFaultsIT {

  private static final long SECONDS = Long.getLong("perigee.faults.seconds", 120);
  private static final long SEED = Long.getLong("perigee.faults.seed", new Random().nextLong());
  private static final boolean PARTITIONS = Boolean.getBoolean("perigee.faults.partitions");
  private static final int OBJECTS = 12;

  private final World world;
  private final Random random = new Random(SEED);

  PurgeUnderFaultsIT(World world) {
    this.world = world;
  }

  @Test
  void noPurgedObjectIsServedWhateverHappens() throws Exception {
    Distribution site = TaggedSite.create(world, "purge under faults");
    Versions versions = new Versions(world.origin(), paths());
    List<Viewer> edges = new ArrayList<>();
    for (int edge = 0; edge < 3; edge++) {
      edges.add(new Viewer(world.suite().edge(edge), site.domainName()));
    }
    List<Fault> faults = new ArrayList<>();
    try (JudgedTraffic traffic = new JudgedTraffic(versions, edges, SEED)) {
      Purges purges = new Purges(versions, site, world.suite().aws(), SEED);
      try (purges) {
        long end = System.nanoTime() + Duration.ofSeconds(SECONDS).toNanos();
        while (System.nanoTime() - end < 0) {
          befall(Fault.random(random, PARTITIONS), faults);
        }
      }
      System.out.printf(
          "%d answers judged, %d more out of touch, %d requests unanswered, %d purges accepted,"
              + " %d completed, %d faults in %d s (seed %d)%n",
          traffic.judged(),
          traffic.outOfTouch(),
          traffic.unanswered(),
          purges.accepted(),
          purges.completed(),
          faults.size(),
          SECONDS,
          SEED);
      assertThat(traffic.breaches()).as("seed %d, %s", SEED, faults).isEmpty();
      assertThat(purges.completed()).isEqualTo(purges.accepted()).isGreaterThan(20);
      assertThat(traffic.judged()).isGreaterThan(2_000);
    }
    world.origin().forgetRequests();
  }

  private void befall(Fault fault, List<Fault> faults) throws Exception {
    faults.add(fault);
    world.origin().forgetRequests();
    try (Fault.Repair _ = fault.strike(world.suite())) {
      LockSupport.parkNanos(fault.lasts().toNanos());
    }
    LockSupport.parkNanos(Duration.ofMillis(random.nextInt(3_000)).toNanos());
  }

  private static List<String> paths() {
    List<String> paths = new ArrayList<>();
    for (int i = 0; i < OBJECTS; i++) {
      paths.add("/faults/" + (i % 3) + "/" + i);
    }
    return paths;
  }
}
