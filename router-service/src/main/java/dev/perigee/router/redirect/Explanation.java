package dev.perigee.router.redirect;

import dev.perigee.router.choice.Choice;
import dev.perigee.router.edges.Edge;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/** A choice in JSON, for people and tools that ask why. */
final class Explanation {

  private Explanation() {}

  static JsonObject of(String host, @Nullable String client, Choice choice) {
    JsonArray candidates = new JsonArray();
    choice.candidates().forEach(candidate -> candidates.add(candidate(candidate)));
    return new JsonObject()
        .put("host", host)
        .put("client", client)
        .put("clientCounts", false)
        .put("rule", choice.rule().name())
        .put("chosen", choice.edge().map(edge -> edge.status().edgeId()).orElse(null))
        .put("candidates", candidates);
  }

  private static JsonObject candidate(Choice.Candidate candidate) {
    Edge edge = candidate.edge();
    return new JsonObject()
        .put("edge", edge.status().edgeId())
        .put("region", edge.status().region())
        .put("http", edge.status().http())
        .put("standing", edge.standing().name())
        .put("activeRequests", edge.status().activeRequests())
        .put("hash", Long.toHexString(candidate.hash()));
  }
}
