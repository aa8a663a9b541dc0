package dev.perigee.router.choice;

import dev.perigee.contracts.ClientPrefix;
import dev.perigee.contracts.ViewerRules.PriceClass;
import dev.perigee.router.choice.Choice.Rule;
import dev.perigee.router.choice.KnownNetworks.Network;
import dev.perigee.router.choice.KnownNetworks.Remembered;
import dev.perigee.router.latency.Estimate;
import dev.perigee.router.latency.LatencyMap;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;

/**
 * Chooses the place with the lowest expected latency: the round-trip time from the client's
 * network, and what requests wait there. A share of the choices goes elsewhere on purpose, since
 * only what is visited is measured. Thread-safe.
 *
 * <p>Each network has a {@link Shortlist} of places, made anew when the network itself was measured
 * again, when places come or go, and after some seconds. What requests wait is looked at each time.
 */
public final class EdgeChooser {

  /** For what is measured of the networks around. */
  private static final long SHORTLIST_NANOS = Duration.ofSeconds(5).toNanos();

  private final LatencyMap latencies;
  private final KnownNetworks networks;
  private final double exploration;
  private final DoubleSupplier random;
  private final LongSupplier nanoTime;

  /**
   * @param exploration share of the choices that go to another place than the best, 0 to 0.5
   * @param random numbers from 0 to 1
   */
  public EdgeChooser(
      LatencyMap latencies,
      KnownNetworks networks,
      double exploration,
      DoubleSupplier random,
      LongSupplier nanoTime) {
    this.latencies = latencies;
    this.networks = networks;
    this.exploration = exploration;
    this.random = random;
    this.nanoTime = nanoTime;
  }

  /** Who asks for which host. */
  public record Question(
      String host, ClientPrefix client, PriceClass priceClass, boolean mayExplore) {}

  /** Chooses an edge; there is one unless the fleet has none. */
  public Choice choose(Question question, Fleet fleet) {
    Eligible eligible = fleet.eligible(question.priceClass());
    if (eligible == null) {
      return new Choice(Rule.NO_EDGE, null, Optional.empty());
    }
    Network network = networks.find(question.client(), question.priceClass());
    Selection selection = new Selection(shortlist(question.client(), network, eligible), eligible);
    if (selection.isBlind()) {
      return made(Rule.UNMEASURED, eligible, eligible.spread(question.host()), question);
    }
    if (question.mayExplore()) {
      int explored = selection.explored(exploration, random);
      if (explored != Selection.NONE) {
        return made(Rule.EXPLORATION, eligible, selection.location(explored), question);
      }
    }
    int settled = selection.settled(network.settled());
    Location chosen = selection.location(settled);
    network.settle(chosen.region());
    return made(
        settled == selection.nearest() ? Rule.NEAREST : Rule.SETTLED, eligible, chosen, question);
  }

  private Shortlist shortlist(ClientPrefix client, Network network, Eligible eligible) {
    Remembered remembered = network.remembered();
    long version = latencies.version(client);
    int fingerprint = eligible.fingerprint();
    long nowNanos = nanoTime.getAsLong();
    if (remembered == null
        || remembered.version() != version
        || remembered.fingerprint() != fingerprint
        || nowNanos - remembered.atNanos() > SHORTLIST_NANOS) {
      List<Location> locations = eligible.locations();
      Shortlist anew = Shortlist.of(locations, latencies.forecast(client, locations), random);
      remembered = new Remembered(anew, version, fingerprint, nowNanos);
      network.remember(remembered);
    }
    return remembered.shortlist();
  }

  private static Choice made(Rule rule, Eligible from, Location chosen, Question question) {
    return new Choice(rule, from.tier(), Optional.of(chosen.edgeFor(question.host())));
  }

  /** All places that a client may be sent to, best first; those of which nothing is known last. */
  public List<Place> places(Question question, Fleet fleet) {
    Eligible eligible = fleet.eligible(question.priceClass());
    if (eligible == null) {
      return List.of();
    }
    List<Location> locations = eligible.locations();
    List<Estimate> estimates = latencies.forecast(question.client(), locations);
    return IntStream.range(0, locations.size())
        .mapToObj(i ->
            new Place(
                locations.get(i).region(), estimates.get(i), locations.get(i).queueingMicros()))
        .sorted(
            Comparator.comparing((Place place) -> !place.isKnown())
                .thenComparingDouble(Place::expectedMicros))
        .toList();
  }
}
