package dev.perigee.config.publication;

import dev.perigee.contracts.DistributionSnapshot;

/** What decides on a snapshot beside the configuration: its record's form, and the domain. */
final class SnapshotForm {

  /** Counts the additions to the record that are to reach what is published already. */
  private static final int ADDITIONS = 1;

  private SnapshotForm() {}

  static String of(DistributionSnapshot snapshot) {
    return of(snapshot.domainName().substring(snapshot.domainName().indexOf('.') + 1));
  }

  /** What this code makes snapshots with, given the domain in lower case. */
  static String of(String domain) {
    return DistributionSnapshot.SCHEMA + "." + ADDITIONS + " " + domain;
  }
}
