package dev.perigee.config.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perigee.config.FamilyFixture;
import dev.perigee.config.Neighbours;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudfront.model.Distribution;
import software.amazon.awssdk.services.cloudfront.model.DistributionConfig;
import software.amazon.awssdk.services.cloudfront.model.DistributionIdList;
import software.amazon.awssdk.services.cloudfront.model.DistributionSummary;

/** Which distributions use what, and the lists of what nobody has. */
@QuarkusTest
@QuarkusTestResource(Neighbours.class)
class ListIT extends FamilyFixture {

  private static final String ALL_VIEWER = "216adef6-5c7f-47e4-b989-5492eafa07d3";
  private static final String SIMPLE_CORS = "60669652-455b-4ae9-85a4-c4c02393f86c";
  private static final String DISABLED = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad";

  @Test
  void thoseThatUseAPolicyAreListedInPages() {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      ids.add(distributionId(b -> b.cachePolicyId(DISABLED)));
    }
    ids.sort(null);
    List<String> found = new ArrayList<>();
    String marker = null;
    do {
      DistributionIdList page = byCachePolicy(marker);
      found.addAll(page.items());
      assertThat(page.isTruncated()).isEqualTo(page.nextMarker() != null);
      assertThat(page.quantity()).isEqualTo(page.items().size());
      marker = page.nextMarker();
    } while (marker != null);
    assertThat(found).containsAll(ids).isSorted();
    assertThat(
            other
                .listDistributionsByCachePolicyId(r -> r.cachePolicyId(DISABLED))
                .distributionIdList()
                .items())
        .isEmpty();
  }

  @Test
  void whoseUseEndsIsListedNoMore() {
    String id = distributionId(b -> b.originRequestPolicyId(ALL_VIEWER));
    assertThat(byOriginRequestPolicy()).contains(id);
    change(id, b -> b.originRequestPolicyId(null));
    assertThat(byOriginRequestPolicy()).doesNotContain(id);
  }

  @Test
  void responseHeadersPoliciesTellTheirUsers() {
    String id = distributionId(b -> b.responseHeadersPolicyId(SIMPLE_CORS));
    assertThat(
            cloudFront
                .listDistributionsByResponseHeadersPolicyId(
                    r -> r.responseHeadersPolicyId(SIMPLE_CORS))
                .distributionIdList()
                .items())
        .contains(id);
  }

  @Test
  void whatIsNotThereHasNoUsers() {
    assertRefused(
        "NoSuchCachePolicy",
        () -> cloudFront.listDistributionsByCachePolicyId(r -> r.cachePolicyId("x")));
    assertRefused(
        "NoSuchOriginRequestPolicy",
        () ->
            cloudFront.listDistributionsByOriginRequestPolicyId(r -> r.originRequestPolicyId("x")));
    assertRefused(
        "NoSuchResponseHeadersPolicy",
        () ->
            cloudFront.listDistributionsByResponseHeadersPolicyId(
                r -> r.responseHeadersPolicyId("x")));
    assertRefused(
        "NoSuchResource", () -> cloudFront.listDistributionsByKeyGroup(r -> r.keyGroupId("x")));
    assertRefused(
        "InvalidArgument",
        () ->
            cloudFront.listDistributionsByCachePolicyId(
                r -> r.cachePolicyId(DISABLED).maxItems("0")));
    assertRefused(
        "AccessDenied",
        () -> purger.listDistributionsByCachePolicyId(r -> r.cachePolicyId(DISABLED)));
  }

  @Test
  void aSummaryTellsWhatTheDistributionHas() {
    Distribution distribution =
        distribution(b -> b.compress(true).originRequestPolicyId(ALL_VIEWER)).distribution();
    DistributionConfig config = distribution.distributionConfig();
    DistributionSummary summary =
        cloudFront.listDistributions(r -> r.maxItems("1000")).distributionList().items().stream()
            .filter(each -> each.id().equals(distribution.id()))
            .findFirst()
            .orElseThrow();
    assertThat(summary.toBuilder().status("").build())
        .isEqualTo(
            DistributionSummary.builder()
                .id(distribution.id())
                .arn(distribution.arn())
                .eTag(cloudFront.getDistribution(r -> r.id(distribution.id())).eTag())
                .status("")
                .lastModifiedTime(distribution.lastModifiedTime())
                .domainName(distribution.domainName())
                .aliases(config.aliases())
                .origins(config.origins())
                .originGroups(config.originGroups())
                .defaultCacheBehavior(config.defaultCacheBehavior())
                .cacheBehaviors(config.cacheBehaviors())
                .customErrorResponses(config.customErrorResponses())
                .comment(config.comment())
                .priceClass(config.priceClass())
                .enabled(config.enabled())
                .viewerCertificate(config.viewerCertificate())
                .restrictions(config.restrictions())
                .webACLId(config.webACLId())
                .httpVersion(config.httpVersion())
                .isIPV6Enabled(config.isIPV6Enabled())
                .staging(config.staging())
                .build());
  }

  @Test
  void realtimeLogsAreAskedForByNameOrArn() {
    assertThat(
            cloudFront
                .listDistributionsByRealtimeLogConfig(r -> r.realtimeLogConfigName("none"))
                .distributionList()
                .items())
        .isEmpty();
    assertThat(
            cloudFront
                .listDistributionsByRealtimeLogConfig(r ->
                    r.realtimeLogConfigArn(
                        "arn:aws:cloudfront::000000000000:realtime-log-config/none"))
                .distributionList()
                .quantity())
        .isZero();
    assertRefused(
        "InvalidArgument", () -> cloudFront.listDistributionsByRealtimeLogConfig(r -> {}));
    assertRefused(
        "InvalidArgument",
        () ->
            cloudFront.listDistributionsByRealtimeLogConfig(
                r -> r.realtimeLogConfigArn("arn:aws:cloudfront::111111111111:x/none")));
  }

  @Test
  void everyDistributionIsDirectAndWithoutAWebAcl() {
    String id = distributionId(b -> {});
    assertThat(
            cloudFront
                .listDistributionsByWebACLId(r -> r.webACLId("null").maxItems("1000"))
                .distributionList()
                .items())
        .extracting(DistributionSummary::id)
        .contains(id);
    assertThat(
            cloudFront
                .listDistributionsByWebACLId(
                    r -> r.webACLId("473e64fd-f30b-4765-81a0-62ad96dd167a"))
                .distributionList()
                .items())
        .isEmpty();
    assertRefused(
        "InvalidWebACLId", () -> cloudFront.listDistributionsByWebACLId(r -> r.webACLId("a b")));
    assertThat(
            cloudFront
                .listDistributionsByConnectionMode(r -> r.connectionMode("direct").maxItems(1000))
                .distributionList()
                .items())
        .extracting(DistributionSummary::id)
        .contains(id);
    assertThat(
            cloudFront
                .listDistributionsByConnectionMode(r -> r.connectionMode("tenant-only"))
                .distributionList()
                .items())
        .isEmpty();
    assertRefused(
        "InvalidArgument",
        () -> cloudFront.listDistributionsByConnectionMode(r -> r.connectionMode("other")));
  }

  @Test
  void whatPerigeeLeavesOutIsEmptyAndRefusedByName() {
    assertThat(cloudFront.listVpcOrigins(r -> {}).vpcOriginList().quantity()).isZero();
    assertThat(cloudFront.listVpcOrigins(r -> r.maxItems("7")).vpcOriginList().maxItems())
        .isEqualTo(7);
    assertThat(cloudFront.listConnectionGroups(r -> {}).connectionGroups()).isEmpty();
    assertThat(cloudFront.listDistributionTenants(r -> {}).distributionTenantList()).isEmpty();
    assertThat(
            cloudFront
                .listFieldLevelEncryptionProfiles(r -> {})
                .fieldLevelEncryptionProfileList()
                .quantity())
        .isZero();
    assertThat(
            cloudFront
                .listDistributionsByVpcOriginId(r -> r.vpcOriginId("vo_1"))
                .distributionIdList()
                .items())
        .isEmpty();
    assertRefused("InvalidArgument", () -> cloudFront.listVpcOrigins(r -> r.maxItems("x")));
    assertRefused(
        "UnsupportedOperation", () -> cloudFront.createConnectionGroup(r -> r.name("group")));
  }

  private DistributionIdList byCachePolicy(@Nullable String marker) {
    return cloudFront
        .listDistributionsByCachePolicyId(
            r -> r.cachePolicyId(DISABLED).marker(marker).maxItems("2"))
        .distributionIdList();
  }

  private List<String> byOriginRequestPolicy() {
    return cloudFront
        .listDistributionsByOriginRequestPolicyId(
            r -> r.originRequestPolicyId(ALL_VIEWER).maxItems("1000"))
        .distributionIdList()
        .items();
  }
}
