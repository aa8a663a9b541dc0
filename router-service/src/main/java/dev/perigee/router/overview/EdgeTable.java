package dev.perigee.router.overview;

import dev.perigee.router.edges.Edge;
import dev.perigee.router.latency.Reach;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** The edges as a table for people: where they stand, how they are, and how far viewers are. */
final class EdgeTable {

  private static final String ROW = "%-22s %-18s %-12s %6s %9s  %s";
  private static final double MICROS_PER_MILLI = 1_000;

  private EdgeTable() {}

  static List<String> of(List<Edge> edges, Function<String, Reach> reachOf) {
    List<String> lines = new ArrayList<>();
    lines.add(ROW.formatted("EDGE", "REGION", "STANDING", "LOAD", "NETWORKS", "ROUND TRIP"));
    for (Edge edge : edges) {
      Reach reach = reachOf.apply(edge.id());
      lines.add(
          ROW.formatted(
              edge.id(),
              edge.region(),
              edge.standing(),
              String.format(Locale.ROOT, "%.2f", edge.load()),
              reach.networks(),
              reach.networks() == 0 ? "-" : millis(reach.roundTripMicros())));
    }
    return List.copyOf(lines);
  }

  private static String millis(double micros) {
    return String.format(Locale.ROOT, "%.1f ms", micros / MICROS_PER_MILLI);
  }
}
