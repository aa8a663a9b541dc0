package dev.perigee.router.simulation;

import java.util.Arrays;
import java.util.BitSet;

/** The edge of least cost for each network, found once for each set of edges. */
final class Nearest {

  /** What it costs a network to go to an edge. */
  interface Cost {
    double of(int network, int edge);
  }

  private static final int UNKNOWN = -1;

  private final Cost cost;
  private final int[] nearest;
  private BitSet foundAmong = new BitSet();

  Nearest(int networks, Cost cost) {
    this.cost = cost;
    this.nearest = new int[networks];
  }

  int to(int network, BitSet alive) {
    if (!alive.equals(foundAmong)) {
      foundAmong = (BitSet) alive.clone();
      Arrays.fill(nearest, UNKNOWN);
    }
    if (nearest[network] == UNKNOWN) {
      nearest[network] = find(network, alive);
    }
    return nearest[network];
  }

  private int find(int network, BitSet alive) {
    int best = UNKNOWN;
    double least = Double.POSITIVE_INFINITY;
    for (int edge = alive.nextSetBit(0); edge >= 0; edge = alive.nextSetBit(edge + 1)) {
      double its = cost.of(network, edge);
      if (its < least) {
        least = its;
        best = edge;
      }
    }
    return best;
  }
}
