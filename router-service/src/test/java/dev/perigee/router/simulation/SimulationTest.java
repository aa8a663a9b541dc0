package dev.perigee.router.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A small world; {@code docs/routing.md} has a large one. */
class SimulationTest {

  private static final int STEPS = 180;
  private static final int FAILS_AT = 120;

  private static Map<String, List<Simulation.Step>> results = Map.of();

  @BeforeAll
  static void run() {
    Simulation simulation = new Simulation(new Earth(1, 20, 4_000), 2, 1_000);
    simulation.run(
        STEPS,
        step -> {
          if (step == FAILS_AT) {
            simulation.kill(simulation.largestEdge());
          }
        });
    results = simulation.results();
  }

  private static double p95(String way, int from, int to) {
    return results.getOrDefault(way, List.of()).subList(from, to).stream()
        .mapToDouble(Simulation.Step::p95)
        .average()
        .orElseThrow();
  }

  @Test
  void measuredLatencyComesNearTheOracleAndIsBetterThanGeography() {
    double perigee = p95("perigee", FAILS_AT - 20, FAILS_AT);

    assertThat(perigee).isLessThan(1.1 * p95("oracle", FAILS_AT - 20, FAILS_AT));
    assertThat(perigee).isLessThan(0.85 * p95("geography", FAILS_AT - 20, FAILS_AT));
  }

  @Test
  void measurementAloneComesNearTheOracleToo() {
    assertThat(p95("alone", FAILS_AT - 20, FAILS_AT))
        .isLessThan(1.2 * p95("oracle", FAILS_AT - 20, FAILS_AT));
  }

  @Test
  void whenTheLargestEdgeDiesTheNextOnesAreFound() {
    assertThat(p95("perigee", STEPS - 20, STEPS))
        .isLessThan(1.4 * p95("oracle", STEPS - 20, STEPS));
  }

  @Test
  void noEdgeIsOverrun() {
    assertThat(results.getOrDefault("perigee", List.of()).subList(FAILS_AT - 20, FAILS_AT))
        .allSatisfy(step -> assertThat(step.highestLoad()).isLessThan(1));
  }
}
