package dev.perigee.benchmarks;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What was measured, as Markdown. */
final class HitTable {

  private HitTable() {}

  static String head() {
    return "| case | server | CPU a request, us | spread | kernel, us | requests/s | p50, ms |"
        + " p99, ms | Perigee needs |\n|---|---|---:|---:|---:|---:|---:|---:|---:|\n";
  }

  /**
   * The rows of one case.
   *
   * @param rounds by contender, Perigee's under {@code perigee}
   */
  static String rows(HitCase hit, Map<String, List<HitLoad.Round>> rounds) {
    double perigee = median(rounds.getOrDefault("perigee", List.of())).cpuMicros();
    StringBuilder rows = new StringBuilder();
    rounds.forEach((name, all) -> {
      HitLoad.Round median = median(all);
      rows.append(
          String.format(
              Locale.ROOT,
              "| %s | %s | %.1f | %.1f-%.1f | %.1f | %,.0f | %.2f | %.2f | %.2f x |%n",
              hit.title(),
              name,
              median.cpuMicros(),
              sorted(all).getFirst().cpuMicros(),
              sorted(all).getLast().cpuMicros(),
              median.kernelMicros(),
              median.perSecond(),
              median.p50Micros() / 1e3,
              median.p99Micros() / 1e3,
              perigee / median.cpuMicros()));
    });
    return rows.toString();
  }

  /** The one in the middle; of an even number the greater one. */
  static double middle(List<Double> rounds) {
    return rounds.stream().sorted().toList().get(rounds.size() / 2);
  }

  /** The round in the middle by processor time. */
  static HitLoad.Round median(List<HitLoad.Round> rounds) {
    return sorted(rounds).get(rounds.size() / 2);
  }

  private static List<HitLoad.Round> sorted(List<HitLoad.Round> rounds) {
    List<HitLoad.Round> sorted = new ArrayList<>(rounds);
    sorted.sort(Comparator.comparingDouble(HitLoad.Round::cpuMicros));
    return sorted;
  }
}
