package dev.perigee.router.edges;

import dev.perigee.contracts.EdgeStatus;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * What the edges said last, and whether that still counts.
 *
 * <p>An edge that has been silent for a while is taken for dead: viewers are not sent there, though
 * its lease may go on. But silence means nothing while this service itself hears nothing from the
 * status stream; so ages are measured up to the moment when the stream was last known to be read to
 * its end, and stand still while it is away. Thread-safe.
 */
public final class EdgeRegistry {

  private static final Logger LOG = Logger.getLogger(EdgeRegistry.class);

  /** How much of the smoothed load a status makes up. */
  private static final double NEWEST = 0.3;

  private static final int MOST_EDGES = 10_000;

  /** A status and when it came, by {@link System#nanoTime()}. */
  private record Heard(EdgeStatus status, double load, List<InetAddress> addresses, long atNanos) {
    Heard then(EdgeStatus next, long nowNanos) {
      Double told = next.load();
      double smoothed = told == null ? 0 : load + NEWEST * (Math.clamp(told, 0, 1) - load);
      return new Heard(next, smoothed, Edge.addresses(next), nowNanos);
    }
  }

  private final Map<String, Heard> edges = new ConcurrentHashMap<>();
  private final long patienceNanos;
  private final LongSupplier nanoTime;

  /**
   * @param patience how long an edge may be silent; it speaks once a second
   */
  public EdgeRegistry(Duration patience, LongSupplier nanoTime) {
    this.patienceNanos = patience.toNanos();
    this.nanoTime = nanoTime;
  }

  void heard(EdgeStatus status) {
    if (edges.size() >= MOST_EDGES && !edges.containsKey(status.edgeId())) {
      LOG.warnf("%s is left out: %d edges are known already", status.edgeId(), MOST_EDGES);
      return;
    }
    long nowNanos = nanoTime.getAsLong();
    Heard former = edges.getOrDefault(status.edgeId(), new Heard(status, 0, List.of(), nowNanos));
    edges.put(status.edgeId(), former.then(status, nowNanos));
  }

  void left(String edgeId) {
    edges.remove(edgeId);
  }

  /** Where an edge stands; null where it is not known. */
  public @Nullable String regionOf(String edgeId) {
    Heard heard = edges.get(edgeId);
    return heard == null ? null : heard.status().region();
  }

  /**
   * Every edge that has not said that it left, by id.
   *
   * @param nanosSinceInTouch how long ago the stream was last read to its end; empty for never
   */
  public List<Edge> edges(OptionalLong nanosSinceInTouch) {
    long asOfNanos = nanoTime.getAsLong() - nanosSinceInTouch.orElse(0);
    return edges.values().stream()
        .map(heard ->
            new Edge(heard.status(), standing(heard, asOfNanos), heard.load(), heard.addresses()))
        .sorted(Comparator.comparing((Edge edge) -> edge.status().edgeId()))
        .toList();
  }

  private Edge.Standing standing(Heard heard, long asOfNanos) {
    if (asOfNanos - heard.atNanos() > patienceNanos) {
      return Edge.Standing.SILENT;
    }
    return heard.status().inTouch() ? Edge.Standing.HEALTHY : Edge.Standing.OUT_OF_TOUCH;
  }
}
