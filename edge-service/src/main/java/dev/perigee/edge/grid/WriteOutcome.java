package dev.perigee.edge.grid;

/** What became of a response that was to be written to the grid. */
enum WriteOutcome {
  WRITTEN("written"),
  FAILED("failed"),
  /** As much as may be on its way to the grid was on its way. */
  NO_ROOM("no-room"),
  /** Its memory was given back before it could be written. */
  GONE("gone"),
  CIRCUIT_OPEN("circuit-open"),
  NOT_CONNECTED("not-connected");

  private final String word;

  WriteOutcome(String word) {
    this.word = word;
  }

  String word() {
    return word;
  }
}
