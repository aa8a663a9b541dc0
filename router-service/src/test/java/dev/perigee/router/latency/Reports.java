package dev.perigee.router.latency;

import dev.perigee.contracts.ClientPrefix;
import dev.perigee.contracts.LatencyReport;
import java.util.List;

/** What edges would report, for tests of other packages too. */
public final class Reports {

  private Reports() {}

  /** Puts an edge's measurement of one network in. */
  public static void put(
      LatencyMap map, String edgeId, ClientPrefix network, int micros, double samples) {
    map.put(
        new LatencyReport(
            LatencyReport.SCHEMA,
            edgeId,
            LatencyReport.partOf(network),
            List.of(new LatencyReport.Network(network, micros, samples))));
  }
}
