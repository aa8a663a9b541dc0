package dev.perigee.config.distribution;

import dev.perigee.config.wire.Paging;
import jakarta.inject.Singleton;
import software.amazon.awssdk.services.cloudfront.model.Distribution;
import software.amazon.awssdk.services.cloudfront.model.DistributionList;
import software.amazon.awssdk.services.cloudfront.model.DistributionSummary;

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

  DistributionList list(Paging paging, Paging.Page<Version> page) {
    DistributionList.Builder list =
        DistributionList.builder()
            .marker(paging.marker())
            .maxItems(paging.maxItems())
            .isTruncated(page.isTruncated())
            .nextMarker(page.nextMarker())
            .quantity(page.items().size());
    if (!page.items().isEmpty()) {
      list.items(page.items().stream().map(this::summary).toList());
    }
    return list.build();
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

  private DistributionSummary summary(Version version) {
    var config = version.config();
    return DistributionSummary.builder()
        .id(version.id())
        .arn(version.arn())
        .eTag(version.etag())
        .status(version.status())
        .lastModifiedTime(version.lastModified())
        .domainName(names.of(version.id()))
        .aliases(config.aliases())
        .origins(config.origins())
        .originGroups(config.originGroups())
        .defaultCacheBehavior(config.defaultCacheBehavior())
        .cacheBehaviors(config.cacheBehaviors())
        .customErrorResponses(config.customErrorResponses())
        .comment(config.comment())
        .priceClass(config.priceClassAsString())
        .enabled(config.enabled())
        .viewerCertificate(config.viewerCertificate())
        .restrictions(config.restrictions())
        .webACLId(config.webACLId())
        .httpVersion(config.httpVersionAsString())
        .isIPV6Enabled(config.isIPV6Enabled())
        .staging(config.staging())
        .build();
  }
}
