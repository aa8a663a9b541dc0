package dev.perigee.edge.invalidation.model;

/**
 * How often each thing may still happen that could happen for ever.
 *
 * @param fills of all edges together
 * @param kills of edges
 * @param silences for longer than a lease, of an edge that runs
 * @param losses of the log, which is then made anew
 * @param restarts of invalidation-service
 */
record Bounds(int fills, int kills, int silences, int losses, int restarts) {

  Bounds lessFills() {
    return new Bounds(fills - 1, kills, silences, losses, restarts);
  }

  Bounds lessKills() {
    return new Bounds(fills, kills - 1, silences, losses, restarts);
  }

  Bounds lessSilences() {
    return new Bounds(fills, kills, silences - 1, losses, restarts);
  }

  Bounds lessLosses() {
    return new Bounds(fills, kills, silences, losses - 1, restarts);
  }

  Bounds lessRestarts() {
    return new Bounds(fills, kills, silences, losses, restarts - 1);
  }
}
