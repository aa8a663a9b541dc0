package dev.perigee.router.latency;

import dev.perigee.contracts.ClientPrefix;
import dev.perigee.contracts.LatencyReport;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What the edges have reported of clients' networks, summed up for the wider networks around them.
 * A later report of an edge on a network replaces its earlier one; what a report does not name
 * stays, so that an edge that starts again is not taken for one that is nowhere near.
 *
 * <p>Bounded: the network that was reported longest ago makes room. Look-ups are thread-safe and
 * take no lock; reports come from one thread.
 */
public final class LatencyMap {

  /** From the narrowest to the widest network of each family that is looked at. */
  private static final List<Integer> IPV4_WIDTHS = List.of(ClientPrefix.IPV4_BITS, 20, 16, 12, 8);

  private static final List<Integer> IPV6_WIDTHS = List.of(ClientPrefix.IPV6_BITS, 40, 32, 24);

  /** Fewer say too little: of the network itself one will do. */
  private static final double FEWEST_SAMPLES = 0.5;

  private static final double FEWEST_SAMPLES_AROUND = 5;

  /** One edge's report of one network. */
  private record Key(String edgeId, ClientPrefix network) {}

  private final int mostReports;
  private final LinkedHashMap<Key, LatencyReport.Network> reports = new LinkedHashMap<>();
  private final Map<ClientPrefix, Map<String, Sum>> sums = new ConcurrentHashMap<>();

  /**
   * @param mostReports of all edges on all networks
   */
  public LatencyMap(int mostReports) {
    this.mostReports = mostReports;
  }

  void put(LatencyReport report) {
    for (LatencyReport.Network network : report.networks()) {
      Key key = new Key(report.edgeId(), network.prefix());
      replace(key, reports.remove(key), network);
      reports.put(key, network);
      if (reports.size() > mostReports) {
        Map.Entry<Key, LatencyReport.Network> eldest = reports.pollFirstEntry();
        replace(eldest.getKey(), eldest.getValue(), null);
      }
    }
  }

  private void replace(
      Key key, LatencyReport.@Nullable Network former, LatencyReport.@Nullable Network latter) {
    for (int bits : widths(key.network())) {
      sums.compute(
          key.network().widened(bits),
          (_, known) -> {
            Map<String, Sum> byEdge = known == null ? new ConcurrentHashMap<>() : known;
            byEdge.compute(
                key.edgeId(),
                (_, sum) ->
                    (sum == null ? Sum.NOTHING : sum).without(former).with(latter).orNull());
            return byEdge.isEmpty() ? null : byEdge;
          });
    }
  }

  private static List<Integer> widths(ClientPrefix network) {
    return network.isIpv4() ? IPV4_WIDTHS : IPV6_WIDTHS;
  }

  /** What is known of the ways to a client's network and to the wider ones around it. */
  public Surroundings around(ClientPrefix client) {
    List<Surroundings.Level> levels = new ArrayList<>();
    for (int bits : widths(client)) {
      if (bits <= client.bits()) {
        ClientPrefix network = client.widened(bits);
        boolean own = bits == widths(client).getFirst();
        levels.add(
            new Surroundings.Level(
                network,
                sums.getOrDefault(network, Map.of()),
                own ? FEWEST_SAMPLES : FEWEST_SAMPLES_AROUND));
      }
    }
    return new Surroundings(levels);
  }

  int reports() {
    return reports.size();
  }

  /** How many networks there are sums of. */
  int networks() {
    return sums.size();
  }
}
