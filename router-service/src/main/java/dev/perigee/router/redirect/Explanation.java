package dev.perigee.router.redirect;

import dev.perigee.contracts.ClientPrefix;
import dev.perigee.router.choice.Choice;
import dev.perigee.router.choice.Fleet;
import dev.perigee.router.choice.Place;
import dev.perigee.router.edges.Edge;
import dev.perigee.router.latency.Estimate;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** A choice in JSON, for people and tools that ask why. */
final class Explanation {

  private static final double MICROS_PER_MILLI = 1_000;

  private Explanation() {}

  static JsonObject of(
      String host, ClientPrefix client, Choice choice, List<Place> seen, Fleet fleet) {
    JsonArray places = new JsonArray();
    seen.forEach(place -> places.add(place(place)));
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

  private static JsonObject place(Place place) {
    Estimate estimate = place.estimate();
    JsonObject json = new JsonObject().put("region", place.region());
    return (switch (estimate.basis()) {
          case NOTHING -> json;
          case MEASURED ->
              json.put(
                  "measured",
                  estimated(estimate)
                      .put("network", estimate.network().toString())
                      .put("samples", Math.round(estimate.samples() * 10) / 10.0));
          case AROUND ->
              json.put("around", estimated(estimate).put("network", estimate.network().toString()));
          case NETWORK_MAP -> json.put("networkMap", estimated(estimate));
          case GEOGRAPHY -> json.put("geography", estimated(estimate));
        })
        .put("queueingMillis", millis(place.queueingMicros()));
  }

  private static JsonObject estimated(Estimate estimate) {
    return new JsonObject().put("roundTripMillis", millis(estimate.roundTripMicros()));
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
