package dev.perigee.router.edges;

import dev.perigee.contracts.EdgeStatus;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;

/**
 * What the edges said last, and whether that still counts.
 *
 * <p>An edge that has been silent for longer than its lease, with a margin, is taken for dead. But
 * silence means nothing while this service itself hears nothing from the status stream; so ages are
 * measured up to the moment when the stream was last known to be read to its end, and stand still
 * while it is away. Thread-safe.
 */
public final class EdgeRegistry {

  private static final Logger LOG = Logger.getLogger(EdgeRegistry.class);
  private static final Duration MARGIN = Duration.ofSeconds(2);
  private static final int MOST_EDGES = 10_000;

  /** A status and when it came, by {@link System#nanoTime()}. */
  private record Heard(EdgeStatus status, long atNanos) {}

  private final Map<String, Heard> edges = new ConcurrentHashMap<>();
  private final LongSupplier nanoTime;

  public EdgeRegistry(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  void heard(EdgeStatus status) {
    if (edges.size() >= MOST_EDGES && !edges.containsKey(status.edgeId())) {
      LOG.warnf("%s is left out: %d edges are known already", status.edgeId(), MOST_EDGES);
      return;
    }
    edges.put(status.edgeId(), new Heard(status, nanoTime.getAsLong()));
  }

  void left(String edgeId) {
    edges.remove(edgeId);
  }

  /**
   * Every edge that has not said that it left, by id.
   *
   * @param nanosSinceInTouch how long ago the stream was last read to its end; empty for never
   */
  public List<Edge> edges(OptionalLong nanosSinceInTouch) {
    long asOfNanos = nanoTime.getAsLong() - nanosSinceInTouch.orElse(0);
    return edges.values().stream()
        .map(heard -> new Edge(heard.status(), standing(heard, asOfNanos)))
        .sorted(Comparator.comparing((Edge edge) -> edge.status().edgeId()))
        .toList();
  }

  private static Edge.Standing standing(Heard heard, long asOfNanos) {
    long patienceNanos = heard.status().lease().plus(MARGIN).toNanos();
    if (asOfNanos - heard.atNanos() > patienceNanos) {
      return Edge.Standing.SILENT;
    }
    return heard.status().inTouch() ? Edge.Standing.HEALTHY : Edge.Standing.OUT_OF_TOUCH;
  }
}
