package dev.perigee.router.choice;

import dev.perigee.router.edges.Edge;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Chooses an edge for a host by rendezvous hashing among the edges of the best standing that there
 * is: each host keeps its edge while that one is healthy, and when an edge goes only its own hosts
 * move. Where a viewer is does not count yet, since no latencies are measured yet. Pure.
 */
public final class EdgeChooser {

  private static final Comparator<Choice.Candidate> BEST_FIRST =
      Comparator.comparing((Choice.Candidate candidate) -> candidate.edge().standing())
          .thenComparing(Choice.Candidate::hash, (a, b) -> Long.compareUnsigned(b, a))
          .thenComparing(candidate -> candidate.edge().status().activeRequests())
          .thenComparing(candidate -> candidate.edge().status().edgeId());

  private EdgeChooser() {}

  /** Chooses among these edges; the same ones give the same choice, whatever their order. */
  public static Choice choose(String host, List<Edge> edges) {
    String lower = host.toLowerCase(Locale.ROOT);
    List<Choice.Candidate> candidates =
        edges.stream()
            .map(edge -> new Choice.Candidate(edge, hash(lower, edge.status().edgeId())))
            .sorted(BEST_FIRST)
            .toList();
    return new Choice(rule(candidates), candidates);
  }

  private static Choice.Rule rule(List<Choice.Candidate> candidates) {
    if (candidates.isEmpty()) {
      return Choice.Rule.NO_EDGE;
    }
    return switch (candidates.getFirst().edge().standing()) {
      case HEALTHY -> Choice.Rule.HEALTHY_BY_HASH;
      case OUT_OF_TOUCH -> Choice.Rule.ALIVE_BY_HASH;
      case SILENT -> Choice.Rule.LAST_RESORT_BY_HASH;
    };
  }

  private static long hash(String host, String edgeId) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] key = (host + "\n" + edgeId).getBytes(StandardCharsets.UTF_8);
      return ByteBuffer.wrap(digest.digest(key)).getLong();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
