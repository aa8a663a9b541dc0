package dev.perigee.router.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** The requests of one step after another, drawn by the networks' demand at the hour. */
final class Traffic {

  private static final int HOSTS = 500;

  /** One in seven asks a resolver that is elsewhere on the continent. */
  private static final int RESOLVERS_ELSEWHERE = 7;

  /** How much a single measurement differs from the median of its way. */
  private static final double NOISE = 0.2;

  /**
   * A request.
   *
   * @param network of the client
   * @param resolver network of the resolver that it asked
   * @param noise what its way takes, as a multiple of the median
   */
  record Request(int network, int resolver, String host, double noise) {}

  private final Earth earth;
  private final Random random;
  private final int[] resolvers;

  Traffic(Earth earth, long seed) {
    this.earth = earth;
    this.random = new Random(seed);
    this.resolvers = new int[earth.networks()];
    for (int network = 0; network < resolvers.length; network++) {
      resolvers[network] =
          random.nextInt(RESOLVERS_ELSEWHERE) == 0 ? earth.neighbour(network, random) : network;
    }
  }

  List<Request> step(double hour, int requests) {
    double[] weights = new double[earth.networks()];
    for (int network = 0; network < weights.length; network++) {
      weights[network] = earth.demand(network, hour);
    }
    Lottery lottery = new Lottery(weights);
    List<Request> drawn = new ArrayList<>(requests);
    for (int i = 0; i < requests; i++) {
      int network = lottery.draw(random);
      String host = "h" + (int) Math.pow(HOSTS, random.nextDouble());
      drawn.add(
          new Request(network, resolvers[network], host, Math.exp(NOISE * random.nextGaussian())));
    }
    return drawn;
  }
}
