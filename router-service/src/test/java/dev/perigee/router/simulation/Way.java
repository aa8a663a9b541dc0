package dev.perigee.router.simulation;

import java.util.BitSet;
import java.util.List;
import java.util.Random;

/** A way of choosing an edge for a request. */
interface Way {

  /**
   * @param alive which edges there are
   */
  int edgeFor(Traffic.Request request, BitSet alive);

  /** What a request took at the edge that was chosen, as that edge measures it. */
  default void measured(Traffic.Request request, int edge, double millis) {}

  /**
   * A step is over.
   *
   * @param load share of its capacity that each edge gave
   */
  default void stepped(BitSet alive, double[] load) {}

  /** Any edge. */
  static Way random(Random random) {
    return (_, alive) -> {
      List<Integer> edges = alive.stream().boxed().toList();
      return edges.get(random.nextInt(edges.size()));
    };
  }

  /** The edge that the geographic database believes to be nearest. */
  static Way geography(Earth earth) {
    Nearest nearest = new Nearest(earth.networks(), earth::believedKilometres);
    return (request, alive) -> nearest.to(request.network(), alive);
  }

  /** The edge that is nearest to the client's resolver, to which the way is known. */
  static Way resolver(Earth earth) {
    Nearest nearest = new Nearest(earth.networks(), earth::roundTripMillis);
    return (request, alive) -> nearest.to(request.resolver(), alive);
  }

  /** The nearest edge, by what nobody knows. */
  static Way oracle(Earth earth) {
    Nearest nearest = new Nearest(earth.networks(), earth::roundTripMillis);
    return (request, alive) -> nearest.to(request.network(), alive);
  }
}
