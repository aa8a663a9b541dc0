package dev.perigee.router.simulation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Runs the simulation at the size that its arguments say: edges, networks, requests a step, steps,
 * and a file for the plot. The largest edge dies after two thirds of the time. Prints the table of
 * {@code docs/routing.md}.
 */
final class SimulationMain {

  private SimulationMain() {}

  public static void main(String[] args) throws IOException {
    int steps = Integer.parseInt(args[3]);
    int failsAt = steps * 2 / 3;
    Earth earth = new Earth(1, Integer.parseInt(args[0]), Integer.parseInt(args[1]));
    Simulation simulation = new Simulation(earth, 2, Integer.parseInt(args[2]));
    simulation.run(
        steps,
        step -> {
          if (step == failsAt) {
            simulation.kill(simulation.largestEdge());
          }
        });
    Map<String, List<Simulation.Step>> results = simulation.results();
    System.out.println(
        "| way | median | p95 | at the nearest edge | highest load | p95 after a loss |");
    System.out.println("|---|--:|--:|--:|--:|--:|");
    int window = Math.max(1, steps / 12);
    results.forEach((way, all) ->
        System.out.println(
            row(way, all.subList(failsAt - window, failsAt), all.subList(steps - window, steps))));
    Files.writeString(Path.of(args[4]), Plot.of(results, failsAt));
  }

  private static String row(String way, List<Simulation.Step> before, List<Simulation.Step> after) {
    return String.format(
        Locale.ROOT,
        "| %s | %.1f ms | %.1f ms | %.0f %% | %.2f | %.1f ms |",
        way,
        before.stream().mapToDouble(Simulation.Step::median).average().orElseThrow(),
        before.stream().mapToDouble(Simulation.Step::p95).average().orElseThrow(),
        100 * before.stream().mapToDouble(Simulation.Step::atBest).average().orElseThrow(),
        before.stream().mapToDouble(Simulation.Step::highestLoad).max().orElseThrow(),
        after.stream().mapToDouble(Simulation.Step::p95).average().orElseThrow());
  }
}
