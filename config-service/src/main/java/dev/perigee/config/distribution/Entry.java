package dev.perigee.config.distribution;

/**
 * A distribution in a list: as it is stored, its configuration unread.
 *
 * @param deployed whether it was in force at every live edge since its last change
 */
record Entry(DistributionRow row, boolean deployed) {

  String id() {
    return row.id;
  }
}
