package dev.perigee.config.publication;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.jspecify.annotations.Nullable;

/** The latest snapshot of a distribution and what has become of it. */
@Entity
class Publication {

  @Id
  @Column(name = "distribution_id")
  String distributionId;

  /** Order of the changes; a new one with each. */
  @Column(nullable = false)
  long seq;

  /** Counts the distribution's published versions; of the last one where it is gone. */
  @Column(nullable = false)
  long revision;

  /** What the snapshot was made with, see {@link SnapshotForm}. */
  @Column(name = "made_with", nullable = false)
  String madeWith = "";

  /** As JSON; null where the distribution is gone. */
  @Column byte @Nullable [] snapshot;

  /** Identity of the log that holds it; null until published. */
  @Column(name = "log_id")
  @Nullable String logId;

  /** Offset in that log; null until published. */
  @Column(name = "log_offset")
  @Nullable Long logOffset;

  /** Whether every live edge has reported it in force, at some time. */
  @Column(nullable = false)
  boolean deployed;

  /** For Hibernate. */
  protected Publication() {}

  Publication(String distributionId) {
    this.distributionId = distributionId;
  }

  /** Has a snapshot published in place of the one before. */
  void replace(long newSeq, byte @Nullable [] newSnapshot) {
    seq = newSeq;
    snapshot = newSnapshot;
    logId = null;
    logOffset = null;
    deployed = false;
  }
}
