package dev.perigee.edge.invalidation.model;

/** What an edge says of itself: how much of which log it has applied. */
record Status(int edge, int log, int offset) {

  Status renamed(int edges) {
    return new Status(edges - 1 - edge, log, offset);
  }
}
