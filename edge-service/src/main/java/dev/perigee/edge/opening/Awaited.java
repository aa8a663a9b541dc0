package dev.perigee.edge.opening;

/** What an edge waits for before it lets viewers in, in this order. */
enum Awaited {
  /** Neither the disk nor the topic has told of any: there is nothing to serve. */
  DISTRIBUTIONS("distributions"),

  /** Without it, each object that the grid has would be asked for at the origin once more. */
  LEASE("lease"),

  /** Without it, each object would be fetched from the origin once more. */
  GRID("grid"),

  PORTS("ports"),

  /** Viewers are let in. */
  NOTHING("nothing");

  private final String word;

  Awaited(String word) {
    this.word = word;
  }

  /** As people read it in the log and in the readiness. */
  String word() {
    return word;
  }
}
