package dev.perigee.config.distribution;

import dev.perigee.config.resource.ResourceKind;
import dev.perigee.config.tagging.Taggable;
import jakarta.inject.Singleton;
import jakarta.persistence.LockModeType;

/** Distributions may have tags. */
@Singleton
final class TaggedDistributions implements Taggable {

  private final DistributionRepository rows;

  TaggedDistributions(DistributionRepository rows) {
    this.rows = rows;
  }

  @Override
  public ResourceKind kind() {
    return ResourceKind.DISTRIBUTION;
  }

  @Override
  public boolean hold(String account, String id) {
    return rows.findByIdOptional(id, LockModeType.PESSIMISTIC_READ)
        .filter(row -> row.account.equals(account))
        .isPresent();
  }
}
