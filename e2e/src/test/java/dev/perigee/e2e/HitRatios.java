package dev.perigee.e2e;

import dev.perigee.testkit.http.Reply;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Which share of each edge's answers came from its cache, behind a balancer. Thread-safe. */
final class HitRatios {

  private final Map<String, Counts> counts = new ConcurrentHashMap<>();

  private record Counts(LongAdder answers, LongAdder hits) {
    Counts() {
      this(new LongAdder(), new LongAdder());
    }
  }

  void count(Reply reply) {
    String servers = reply.header("X-Server").orElse("");
    Counts edge =
        counts.computeIfAbsent(servers.substring(servers.lastIndexOf(' ') + 1), _ -> new Counts());
    edge.answers.increment();
    if (reply.header("X-Cache").orElse("").startsWith("Hit ")) {
      edge.hits.increment();
    }
  }

  /** How many answers an edge gave. */
  long answers(String edge) {
    return of(edge).answers.sum();
  }

  /** Hits of its answers, 0 to 1; 0 where it gave none. */
  double ratio(String edge) {
    Counts its = of(edge);
    return its.hits.sum() / Math.max(1.0, its.answers.sum());
  }

  private Counts of(String edge) {
    return counts.getOrDefault(edge, new Counts());
  }

  /** Begins anew. */
  void forget() {
    counts.clear();
  }
}
