package dev.perigee.router.redirect;

import dev.perigee.contracts.ClientPrefix;
import dev.perigee.router.choice.Choice;
import dev.perigee.router.choice.Fleet;
import dev.perigee.router.edges.Edge;
import dev.perigee.router.latency.Estimate;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** A choice in JSON, for people and tools that ask why. */
final class Explanation {

  private static final double MICROS_PER_MILLI = 1_000;

  private Explanation() {}

  static JsonObject of(String host, ClientPrefix client, Choice choice, Fleet fleet) {
    JsonArray places = new JsonArray();
    choice.places().forEach(place -> places.add(place(place)));
    JsonArray edges = new JsonArray();
    fleet.edges().forEach(edge -> edges.add(edge(edge)));
    return new JsonObject()
        .put("host", host)
        .put("network", client.toString())
        .put("rule", choice.rule().name())
        .put("tier", choice.tier() == null ? null : choice.tier().name())
        .put("chosen", choice.edge().map(Edge::id).orElse(null))
        .put("places", places)
        .put("edges", edges);
  }

  private static JsonObject place(Choice.Place place) {
    JsonObject json = new JsonObject().put("region", place.region());
    place.estimate().ifPresent(estimate -> json.put("measured", estimate(estimate)));
    return json.put("queueingMillis", millis(place.queueingMicros()));
  }

  private static JsonObject estimate(Estimate estimate) {
    return new JsonObject()
        .put("roundTripMillis", millis(estimate.roundTripMicros()))
        .put("network", estimate.network().toString())
        .put("samples", Math.round(estimate.samples() * 10) / 10.0);
  }

  private static double millis(double micros) {
    return Math.round(micros) / MICROS_PER_MILLI;
  }

  private static JsonObject edge(Edge edge) {
    return new JsonObject()
        .put("edge", edge.id())
        .put("region", edge.region())
        .put("http", edge.status().http())
        .put("standing", edge.standing().name())
        .put("activeRequests", edge.status().activeRequests())
        .put("load", Math.round(edge.load() * 1_000) / 1_000.0);
  }
}
