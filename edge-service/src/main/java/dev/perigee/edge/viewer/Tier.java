package dev.perigee.edge.viewer;

/** Where an answer came from. */
enum Tier {
  /** The edge's own memory. */
  MEMORY("memory"),
  /** The grid that edges share. */
  GRID("grid"),
  /** The origin, asked for another request at the same time. */
  SHARED_FETCH("shared-fetch"),
  /** The origin, asked for this request. */
  ORIGIN("origin"),
  /** The edge itself. */
  EDGE("edge");

  private final String word;

  Tier(String word) {
    this.word = word;
  }

  String word() {
    return word;
  }
}
