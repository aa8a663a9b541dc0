package dev.perigee.edge.prefetch;

/** What became of the wish to have a segment before it is asked for. */
public enum PrefetchOutcome {
  /** The origin gave it, or the grid did. */
  FETCHED("fetched"),
  /** It was at hand, or on its way. */
  AT_HAND("at-hand"),
  /** The origin does not have it, or not yet. */
  ABSENT("absent"),
  /** Others had what it takes, or nobody can have it. */
  REFUSED("refused");

  private final String word;

  PrefetchOutcome(String word) {
    this.word = word;
  }

  String word() {
    return word;
  }
}
