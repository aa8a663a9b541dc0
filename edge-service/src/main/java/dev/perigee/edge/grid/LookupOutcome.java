package dev.perigee.edge.grid;

/** What became of a look-up in the grid. */
enum LookupOutcome {
  HIT("hit"),
  MISS("miss"),
  /** It had an entry that this edge cannot read, or has no memory for. */
  UNREADABLE("unreadable"),
  TIMEOUT("timeout"),
  FAILED("failed"),
  /** It was not asked: it failed several times in a row a moment ago. */
  CIRCUIT_OPEN("circuit-open"),
  /** It was not asked: the edge has not reached it yet since it started. */
  NOT_CONNECTED("not-connected");

  private final String word;

  LookupOutcome(String word) {
    this.word = word;
  }

  String word() {
    return word;
  }
}
