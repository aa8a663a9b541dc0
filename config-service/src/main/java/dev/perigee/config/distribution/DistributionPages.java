package dev.perigee.config.distribution;

import dev.perigee.config.resource.ResourceKind;
import dev.perigee.config.wire.Paging;
import dev.perigee.config.wire.XmlMembers;
import dev.perigee.config.wire.XmlWriter;
import jakarta.inject.Singleton;
import java.util.Set;
import software.amazon.awssdk.services.cloudfront.model.DistributionList;
import software.amazon.awssdk.services.cloudfront.model.DistributionSummary;

/**
 * Writes pages of whole distributions. A page is a megabyte of settings that stand in the database
 * as they stand in the answer, so they are copied.
 */
@Singleton
final class DistributionPages {

  /** What a summary has of the configuration. */
  private static final Set<String> SETTINGS =
      Set.of(
          "Aliases",
          "Origins",
          "OriginGroups",
          "DefaultCacheBehavior",
          "CacheBehaviors",
          "CustomErrorResponses",
          "Comment",
          "PriceClass",
          "Enabled",
          "ViewerCertificate",
          "Restrictions",
          "WebACLId",
          "HttpVersion",
          "IsIPV6Enabled",
          "Staging");

  /** More than there is of a summary, or of the list, beside the settings. */
  private static final int HEAD_BYTES = 1_024;

  private final DomainNames names;

  DistributionPages(DomainNames names) {
    this.names = names;
  }

  /** A {@code DistributionList}. */
  byte[] write(Paging paging, Paging.Page<Entry> page) {
    DistributionList head =
        DistributionList.builder()
            .marker(paging.marker())
            .maxItems(paging.maxItems())
            .isTruncated(page.isTruncated())
            .nextMarker(page.nextMarker())
            .quantity(page.items().size())
            .build();
    return XmlWriter.document(
        "DistributionList",
        bytes(page),
        xml -> {
          xml.members(head);
          if (!page.items().isEmpty()) {
            xml.element("Items", () -> page.items().forEach(entry -> write(entry, xml)));
          }
        });
  }

  /** At least as many as the page has. */
  private static int bytes(Paging.Page<Entry> page) {
    return page.items().stream()
        .mapToInt(entry -> entry.stored().config().length + HEAD_BYTES)
        .reduce(HEAD_BYTES, Integer::sum);
  }

  private void write(Entry entry, XmlWriter xml) {
    StoredDistribution stored = entry.stored();
    DistributionSummary head =
        DistributionSummary.builder()
            .id(stored.id())
            .arn(ResourceKind.DISTRIBUTION.arn(stored.account(), stored.id()))
            .eTag(stored.etag())
            .status(Version.status(entry.deployed()))
            .lastModifiedTime(stored.lastModified())
            .domainName(names.of(stored.id()))
            .build();
    xml.element(
        "DistributionSummary",
        () -> {
          xml.members(head);
          XmlMembers.copy(stored.config(), SETTINGS, xml);
        });
  }
}
