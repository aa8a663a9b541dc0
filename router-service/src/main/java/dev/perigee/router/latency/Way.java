package dev.perigee.router.latency;

import dev.perigee.contracts.ClientPrefix;
import dev.perigee.router.guess.Guess;
import dev.perigee.router.latency.Estimate.Basis;
import java.util.List;

/** What is known of the way between a client and one place, piece by piece. */
final class Way {

  /** Less than one recent measurement says too little. */
  private static final double FEWEST_SAMPLES = 0.5;

  /** So many other networks of a wider one count as much as what is expected without them. */
  private static final double DOUBT_NETWORKS = 2;

  /** A guess counts as so many measurements. */
  private static final double DOUBT_SAMPLES = 0.5;

  /** What a way may be at best, by how wide the network is of which something is known. */
  private static final double[] HOPE = {1, 0.7, 0.5, 0.15, 0.05};

  private static final double GUESSED_HOPE = 0.7;

  /** Networks wider than this say nothing by themselves: they have clients all over the globe. */
  private static final int ALIKE_STEPS = 2;

  /** A way is not as expected where it differs by this factor and by so much time. */
  private static final double SURPRISE = 2.5;

  private static final double SURPRISE_MICROS = 10_000;

  private final Sum own;
  private final Guess guess;
  private final ClientPrefix client;

  /** Logarithms of microseconds: with the guess, and by the networks around alone. */
  private final double inferred;

  private final double neighbours;
  private final ClientPrefix network;
  private final int steps;

  Way(Surroundings known, Site site) {
    List<String> edgeIds = site.edgeIds();
    this.client = known.client();
    Sum measured = known.own().sum(edgeIds);
    this.own = measured.weight() < FEWEST_SAMPLES ? Sum.NOTHING : measured;
    this.guess = known.guesses().to(site.region());
    Sum heard = measured.heardAround();
    double surprise = 0;
    double alike = Math.log(Guess.NOTHING.roundTripMicros());
    ClientPrefix narrowest = client;
    int fewestSteps = 0;
    for (Surroundings.Around around : known.around().reversed()) {
      Sum others = around.level().sum(edgeIds).minus(heard);
      if (!others.isNothing()) {
        double trust = others.networks() / (others.networks() + DOUBT_NETWORKS);
        surprise += trust * (others.surprise() - surprise);
        if (around.steps() <= ALIKE_STEPS) {
          alike += trust * (others.mean() - alike);
        }
        narrowest = around.network();
        fewestSteps = around.steps();
      }
    }
    this.inferred = Math.log(guess.roundTripMicros()) + surprise;
    this.neighbours = alike;
    this.network = narrowest;
    this.steps = fewestSteps;
  }

  boolean isMeasured() {
    return !own.isNothing();
  }

  boolean isGuessed() {
    return guess.basis() != Guess.Basis.NOTHING;
  }

  /** Whether anything was known of it before it was measured. */
  boolean isForeseen(boolean misplaced) {
    return steps > 0 || (isGuessed() && !misplaced);
  }

  double ownMicros() {
    return own.roundTripMicros();
  }

  /** What was expected of it before it was measured. */
  double expectedMicros(boolean misplaced) {
    return Math.exp(misplaced ? neighbours : inferred);
  }

  /** It takes much longer than expected. */
  boolean isFarther(boolean misplaced) {
    return isMuchMore(ownMicros(), expectedMicros(misplaced));
  }

  /** It takes much less than expected. */
  boolean isNearer(boolean misplaced) {
    return isMuchMore(expectedMicros(misplaced), ownMicros());
  }

  private static boolean isMuchMore(double micros, double than) {
    return micros > SURPRISE * than && micros > than + SURPRISE_MICROS;
  }

  /**
   * What is expected of it now.
   *
   * @param misplaced whether the client is not where the guesses have it
   * @param stretch how many times longer than expected the client's ways are
   */
  Estimate estimate(boolean misplaced, double stretch) {
    boolean guessed = isGuessed() && !misplaced;
    if (isMeasured()) {
      double doubt = guessed ? DOUBT_SAMPLES : 0;
      double micros =
          Math.exp(
              (own.logarithms() + doubt * Math.log(guess.roundTripMicros()))
                  / (own.weight() + doubt));
      return new Estimate(micros, micros, Basis.MEASURED, client, own.weight());
    }
    double micros = stretch * expectedMicros(misplaced);
    double hope = Math.max(guessed ? GUESSED_HOPE : 0, steps == 0 ? 0 : HOPE[steps]);
    return new Estimate(micros, hope * micros, basis(guessed), network, 0);
  }

  private Basis basis(boolean guessed) {
    if (steps > 0 && (steps <= ALIKE_STEPS || !guessed)) {
      return Basis.AROUND;
    }
    return switch (guessed ? guess.basis() : Guess.Basis.NOTHING) {
      case NETWORK_MAP -> Basis.NETWORK_MAP;
      case GEOGRAPHY -> Basis.GEOGRAPHY;
      case NOTHING -> Basis.NOTHING;
    };
  }
}
