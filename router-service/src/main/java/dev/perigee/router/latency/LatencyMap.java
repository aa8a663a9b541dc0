package dev.perigee.router.latency;

import dev.perigee.contracts.ClientPrefix;
import dev.perigee.contracts.LatencyReport;
import dev.perigee.router.guess.FirstGuesses;
import dev.perigee.router.guess.Guess;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the edges have reported of clients' networks, summed up for the wider networks around them.
 * A later report of an edge on a network replaces its earlier one; what a report does not name
 * stays, so that an edge that starts again is not taken for one that is nowhere near.
 *
 * <p>For wider networks it counts how much longer a way took than was guessed of it: who is sent to
 * a place is mostly who was expected to be near it, and what they measure says nothing of those who
 * are not.
 *
 * <p>Bounded: the network that was reported longest ago makes room. Look-ups are thread-safe and
 * take no lock; reports come from one thread.
 */
public final class LatencyMap {

  /** From the narrowest to the widest network of each family that is looked at. */
  private static final List<Integer> IPV4_WIDTHS = List.of(ClientPrefix.IPV4_BITS, 20, 16, 12, 8);

  private static final List<Integer> IPV6_WIDTHS = List.of(ClientPrefix.IPV6_BITS, 40, 32, 24);

  /** One edge's report of one network. */
  private record Key(String edgeId, ClientPrefix network) {}

  /** What it said, and what had been guessed. */
  private record Measured(LatencyReport.Network network, double guessMicros) {
    Sum sum() {
      return Sum.of(network.roundTripMicros(), network.samples(), guessMicros);
    }

    /** As one among all networks. */
    Sum one() {
      return Sum.of(network.roundTripMicros(), 1, guessMicros);
    }
  }

  private final int mostReports;
  private final FirstGuesses guesses;
  private final Function<String, @Nullable String> regionOf;
  private final LinkedHashMap<Key, Measured> reports = new LinkedHashMap<>();
  private final Map<ClientPrefix, Level> levels = new ConcurrentHashMap<>();
  private final Level everywhere = new Level();

  /** Where the edges were when their reports were put in; empty for one that was not known. */
  private final Map<String, String> regions = new HashMap<>();

  private long guessesVersion;

  /**
   * @param mostReports of all edges on all networks
   * @param regionOf where an edge stands; null where it is not known
   */
  public LatencyMap(
      int mostReports, FirstGuesses guesses, Function<String, @Nullable String> regionOf) {
    this.mostReports = mostReports;
    this.guesses = guesses;
    this.regionOf = regionOf;
    this.guessesVersion = guesses.version();
  }

  void put(LatencyReport report) {
    String region = region(report.edgeId());
    String former = regions.put(report.edgeId(), region);
    if (guessesVersion != guesses.version() || (former != null && !former.equals(region))) {
      guessAnew();
    }
    for (LatencyReport.Network network : report.networks()) {
      Key key = new Key(report.edgeId(), network.prefix());
      remove(key, reports.remove(key));
      Measured measured = new Measured(network, guessMicros(key));
      reports.put(key, measured);
      add(key, measured);
      if (reports.size() > mostReports) {
        Map.Entry<Key, Measured> eldest = reports.pollFirstEntry();
        remove(eldest.getKey(), eldest.getValue());
      }
    }
  }

  private String region(String edgeId) {
    return Objects.requireNonNullElse(regionOf.apply(edgeId), "");
  }

  private double guessMicros(Key key) {
    String region = regions.getOrDefault(key.edgeId(), "");
    return region.isEmpty()
        ? Guess.NOTHING.roundTripMicros()
        : guesses.from(key.network()).to(region).roundTripMicros();
  }

  /** Where edges stand was not known, or something else is guessed now. */
  private void guessAnew() {
    guessesVersion = guesses.version();
    regions.replaceAll((edgeId, _) -> region(edgeId));
    reports.replaceAll((key, measured) -> {
      Measured anew = new Measured(measured.network(), guessMicros(key));
      if (!anew.equals(measured)) {
        remove(key, measured);
        add(key, anew);
      }
      return anew;
    });
  }

  private void add(Key key, Measured measured) {
    everywhere.add(key.edgeId(), measured.one());
    Sum own = measured.sum();
    boolean isOwn = true;
    for (int bits : widths(key.network())) {
      levels
          .computeIfAbsent(key.network().widened(bits), _ -> new Level())
          .add(key.edgeId(), isOwn ? own : own.heardAround());
      isOwn = false;
    }
  }

  private void remove(Key key, @Nullable Measured measured) {
    if (measured == null) {
      return;
    }
    everywhere.remove(key.edgeId(), measured.one());
    Sum own = measured.sum();
    boolean isOwn = true;
    for (int bits : widths(key.network())) {
      Sum gone = isOwn ? own : own.heardAround();
      levels.computeIfPresent(
          key.network().widened(bits),
          (_, level) -> {
            level.remove(key.edgeId(), gone);
            return level.isEmpty() ? null : level;
          });
      isOwn = false;
    }
  }

  private static List<Integer> widths(ClientPrefix network) {
    return network.isIpv4() ? IPV4_WIDTHS : IPV6_WIDTHS;
  }

  /** Another number means that something else was measured of this very network since. */
  public long version(ClientPrefix client) {
    return guesses.version() + levels.getOrDefault(client, Level.EMPTY).version();
  }

  /** What is expected of the ways between a client and these places, in their order. */
  public List<Estimate> forecast(ClientPrefix client, List<? extends Site> sites) {
    return Forecast.of(around(client), sites);
  }

  private Surroundings around(ClientPrefix client) {
    List<Integer> widths = widths(client);
    boolean isNarrowest = client.bits() == widths.getFirst();
    Level own = isNarrowest ? levels.getOrDefault(client, Level.EMPTY) : Level.EMPTY;
    List<Surroundings.Around> around = new ArrayList<>();
    for (int i = 1; i < widths.size(); i++) {
      if (widths.get(i) <= client.bits()) {
        ClientPrefix network = client.widened(widths.get(i));
        around.add(new Surroundings.Around(network, i, levels.getOrDefault(network, Level.EMPTY)));
      }
    }
    return new Surroundings(client, own, around, guesses.from(client));
  }

  /** Whom an edge serves. */
  public Reach reach(String edgeId) {
    Sum sum = everywhere.sum(List.of(edgeId));
    return new Reach(sum.networks(), sum.roundTripMicros());
  }

  int reports() {
    return reports.size();
  }

  /** How many networks there are sums of. */
  int networks() {
    return levels.size();
  }
}
