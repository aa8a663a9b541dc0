package dev.perigee.local.suite;

import dev.perigee.local.postgres.PostgresDirectory;
import java.io.IOException;
import java.util.Map;

/**
 * The files by which people and their tools find a suite that is up.
 *
 * @param environment what the person set
 */
record EndpointFiles(
    Settings settings,
    StateDirectory state,
    PostgresDirectory database,
    Map<String, String> environment) {

  /** Writes them for so many edges, and returns what they say. */
  Endpoints write(int edges) throws IOException {
    Endpoints endpoints = Endpoints.of(settings.withEdges(edges), database, environment);
    StateDirectory.writePrivately(state.environment(), endpoints.toShell());
    StateDirectory.writePrivately(state.endpoints(), endpoints.toJson());
    return endpoints;
  }
}
