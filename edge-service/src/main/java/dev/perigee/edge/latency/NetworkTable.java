package dev.perigee.edge.latency;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.perigee.contracts.ClientPrefix;
import dev.perigee.contracts.LatencyReport;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The round-trip time to each network that viewers come from, of {@value #MOST_NETWORKS} networks
 * at most: those seen once make room for those seen often. Thread-safe.
 */
final class NetworkTable {

  static final int MOST_NETWORKS = LatencyReport.PARTS * LatencyReport.MOST_NETWORKS / 2;

  /** Below this, a network says too little to be told of. */
  private static final double FEWEST_SAMPLES = 0.05;

  private final Cache<ClientPrefix, RoundTrip> networks =
      Caffeine.newBuilder().maximumSize(MOST_NETWORKS).executor(Runnable::run).build();
  private final Set<Integer> changedParts = ConcurrentHashMap.newKeySet();

  void note(ClientPrefix network, int micros, long nowNanos) {
    networks
        .asMap()
        .compute(
            network,
            (_, known) -> {
              RoundTrip roundTrip = known == null ? new RoundTrip(nowNanos) : known;
              roundTrip.note(micros, nowNanos);
              return roundTrip;
            });
    changedParts.add(LatencyReport.partOf(network));
  }

  Set<Integer> takeChangedParts() {
    Set<Integer> taken = new HashSet<>();
    for (Integer part : changedParts) {
      changedParts.remove(part);
      taken.add(part);
    }
    return taken;
  }

  List<LatencyReport.Network> part(int part, long nowNanos) {
    List<LatencyReport.Network> found = new ArrayList<>();
    for (Map.Entry<ClientPrefix, RoundTrip> entry : networks.asMap().entrySet()) {
      if (LatencyReport.partOf(entry.getKey()) == part) {
        networks
            .asMap()
            .computeIfPresent(
                entry.getKey(),
                (network, roundTrip) -> {
                  double samples = roundTrip.samples(nowNanos);
                  if (samples < FEWEST_SAMPLES) {
                    return null;
                  }
                  found.add(new LatencyReport.Network(network, roundTrip.micros(), samples));
                  return roundTrip;
                });
      }
    }
    return found.stream()
        .sorted(Comparator.comparingDouble(LatencyReport.Network::samples).reversed())
        .limit(LatencyReport.MOST_NETWORKS)
        .toList();
  }
}
