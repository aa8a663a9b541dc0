package dev.perigee.config.publication;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/** A snapshot on its way to the log. */
@Entity
@Table(name = "publication_queue")
class Waiting {

  /** Order of the changes. */
  @Id @Column long seq;

  @Column(name = "distribution_id", nullable = false, updatable = false)
  String distributionId;

  /** As JSON; null where the distribution is gone. */
  @Column(updatable = false)
  byte @Nullable [] snapshot;

  /** For Hibernate. */
  protected Waiting() {}

  Waiting(long seq, String distributionId, byte @Nullable [] snapshot) {
    this.seq = seq;
    this.distributionId = distributionId;
    this.snapshot = snapshot;
  }
}
