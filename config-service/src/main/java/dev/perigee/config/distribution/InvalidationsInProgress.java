package dev.perigee.config.distribution;

/** Tells how many invalidations of a distribution are in progress. */
@FunctionalInterface
public interface InvalidationsInProgress {

  /** The number; 0 also where it cannot be found out now, since only a display hangs on it. */
  int count(String distributionId);
}
