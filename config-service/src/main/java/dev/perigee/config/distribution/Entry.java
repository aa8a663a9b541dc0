package dev.perigee.config.distribution;

/**
 * A distribution in a list.
 *
 * @param deployed whether it was in force at every live edge since its last change
 */
record Entry(StoredDistribution stored, boolean deployed) {}
