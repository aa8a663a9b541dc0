package dev.perigee.config.distribution;

import jakarta.inject.Singleton;
import software.amazon.awssdk.services.cloudfront.model.Distribution;

/** Distributions in the API's words. */
@Singleton
final class DistributionForms {

  private final InvalidationsInProgress invalidations;
  private final DomainNames names;
  private final ActiveKeyGroups keyGroups;

  DistributionForms(
      InvalidationsInProgress invalidations, DomainNames names, ActiveKeyGroups keyGroups) {
    this.invalidations = invalidations;
    this.names = names;
    this.keyGroups = keyGroups;
  }

  Distribution distribution(Version version) {
    return Distribution.builder()
        .id(version.id())
        .arn(version.arn())
        .status(version.status())
        .lastModifiedTime(version.lastModified())
        .inProgressInvalidationBatches(invalidations.count(version.id()))
        .domainName(names.of(version.id()))
        .activeTrustedSigners(signers -> signers.enabled(false).quantity(0))
        .activeTrustedKeyGroups(keyGroups.of(version))
        .distributionConfig(version.config())
        .build();
  }
}
