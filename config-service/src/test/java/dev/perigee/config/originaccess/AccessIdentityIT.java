package dev.perigee.config.originaccess;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perigee.config.FamilyFixture;
import dev.perigee.config.Neighbours;
import dev.perigee.contracts.Origin.Signing;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudfront.model.CloudFrontOriginAccessIdentityConfig;
import software.amazon.awssdk.services.cloudfront.model.CloudFrontOriginAccessIdentitySummary;
import software.amazon.awssdk.services.cloudfront.model.CreateCloudFrontOriginAccessIdentityResponse;
import software.amazon.awssdk.services.cloudfront.model.Origin;
import software.amazon.awssdk.services.cloudfront.model.UpdateCloudFrontOriginAccessIdentityResponse;

@QuarkusTest
@QuarkusTestResource(Neighbours.class)
class AccessIdentityIT extends FamilyFixture {

  private static final String PATH = "origin-access-identity/cloudfront/";

  @Test
  void anIdentityLives() {
    CloudFrontOriginAccessIdentityConfig config = config("first");
    CreateCloudFrontOriginAccessIdentityResponse created = create(config);
    var identity = created.cloudFrontOriginAccessIdentity();
    String id = identity.id();
    assertThat(created.location()).isEqualTo(endpoint("/2020-05-31/" + PATH + id));
    assertThat(identity.s3CanonicalUserId()).matches("[0-9a-f]{64}");
    assertThat(create(config).cloudFrontOriginAccessIdentity()).isEqualTo(identity);
    assertThat(
            cloudFront
                .getCloudFrontOriginAccessIdentity(r -> r.id(id))
                .cloudFrontOriginAccessIdentity())
        .isEqualTo(identity);

    String distribution =
        cloudFront
            .createDistribution(r -> r.distributionConfig(config(bucket(id, null), b -> {})))
            .distribution()
            .id();
    assertThat(snapshot(distribution).origins().getFirst().signing()).isEqualTo(Signing.ALWAYS);
    assertRefused("CloudFrontOriginAccessIdentityInUse", () -> delete(id, created.eTag()));

    var readBack = cloudFront.getCloudFrontOriginAccessIdentityConfig(r -> r.id(id));
    UpdateCloudFrontOriginAccessIdentityResponse updated =
        update(
            id,
            readBack.eTag(),
            readBack.cloudFrontOriginAccessIdentityConfig().toBuilder().comment("new").build());
    assertThat(
            cloudFront
                .listCloudFrontOriginAccessIdentities(r -> {})
                .cloudFrontOriginAccessIdentityList()
                .items())
        .contains(
            CloudFrontOriginAccessIdentitySummary.builder()
                .id(id)
                .comment("new")
                .s3CanonicalUserId(identity.s3CanonicalUserId())
                .build());

    release(distribution);
    delete(id, updated.eTag());
    assertRefused(
        "NoSuchCloudFrontOriginAccessIdentity",
        () -> cloudFront.getCloudFrontOriginAccessIdentity(r -> r.id(id)));
    assertRefused(
        "InvalidOriginAccessIdentity",
        () ->
            cloudFront.createDistribution(
                r -> r.distributionConfig(config(bucket(id, null), b -> {}))));
    assertRefused(
        "IllegalOriginAccessConfiguration",
        () ->
            cloudFront.createDistribution(
                r -> r.distributionConfig(config(bucket(id, "control"), b -> {}))));
  }

  @Test
  void whatCannotBeIsRefusedByItsCode() {
    CloudFrontOriginAccessIdentityConfig config = config("c");
    CreateCloudFrontOriginAccessIdentityResponse created = create(config);
    String id = created.cloudFrontOriginAccessIdentity().id();
    assertRefused(
        "CloudFrontOriginAccessIdentityAlreadyExists",
        () -> create(config.toBuilder().comment("other").build()));
    assertRefused("InvalidArgument", () -> create(config("c".repeat(129))));
    assertRefused("InvalidArgument", () -> create(config.toBuilder().callerReference("").build()));
    assertRefused("MissingBody", () -> cloudFront.createCloudFrontOriginAccessIdentity(r -> {}));
    assertRefused(
        "MissingBody",
        () -> cloudFront.updateCloudFrontOriginAccessIdentity(r -> r.id(id).ifMatch("E")));
    assertRefused(
        "IllegalUpdate",
        () -> update(id, created.eTag(), config.toBuilder().callerReference("x").build()));
    assertRefused(
        "InvalidArgument",
        () -> update(id, created.eTag(), config.toBuilder().comment("c".repeat(129)).build()));
    assertRefused("NoSuchCloudFrontOriginAccessIdentity", () -> update("none", "E", config));
    assertRefused("PreconditionFailed", () -> update(id, "ESTALE", config));
    assertRefused("InvalidIfMatchVersion", () -> update(id, "", config));
    assertRefused("AccessDenied", () -> purger.getCloudFrontOriginAccessIdentity(r -> r.id(id)));
    assertRefused(
        "NoSuchCloudFrontOriginAccessIdentity",
        () -> other.getCloudFrontOriginAccessIdentityConfig(r -> r.id(id)));
    assertRefused(
        "InvalidArgument",
        () -> cloudFront.listCloudFrontOriginAccessIdentities(r -> r.maxItems("0")));
    assertRefused("NoSuchCloudFrontOriginAccessIdentity", () -> delete("none", "E"));
    assertRefused("PreconditionFailed", () -> delete(id, "E"));
    assertRefused("InvalidIfMatchVersion", () -> delete(id, ""));
    delete(id, created.eTag());
  }

  @Test
  void anAccountHasRoomForAHundredAndListsThemInPages() {
    List<CreateCloudFrontOriginAccessIdentityResponse> created = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      created.add(
          other.createCloudFrontOriginAccessIdentity(
              r -> r.cloudFrontOriginAccessIdentityConfig(config(""))));
    }
    assertRefused(
        "TooManyCloudFrontOriginAccessIdentities",
        () ->
            other.createCloudFrontOriginAccessIdentity(
                r -> r.cloudFrontOriginAccessIdentityConfig(config(""))));
    var page =
        other
            .listCloudFrontOriginAccessIdentities(r -> r.maxItems("60"))
            .cloudFrontOriginAccessIdentityList();
    assertThat(page.isTruncated()).isTrue();
    var rest =
        other
            .listCloudFrontOriginAccessIdentities(r -> r.marker(page.nextMarker()))
            .cloudFrontOriginAccessIdentityList();
    assertThat(rest.isTruncated()).isFalse();
    assertThat(rest.quantity()).isEqualTo(40);
    created.forEach(each ->
        other.deleteCloudFrontOriginAccessIdentity(
            r -> r.id(each.cloudFrontOriginAccessIdentity().id()).ifMatch(each.eTag())));
  }

  /** Has a distribution use no identity any more. */
  private void release(String distribution) {
    var found = cloudFront.getDistributionConfig(r -> r.id(distribution));
    Origin origin = found.distributionConfig().origins().items().getFirst();
    cloudFront.updateDistribution(r ->
        r.id(distribution)
            .ifMatch(found.eTag())
            .distributionConfig(
                found.distributionConfig().toBuilder()
                    .origins(o ->
                        o.quantity(1)
                            .items(
                                origin.toBuilder()
                                    .s3OriginConfig(s3 -> s3.originAccessIdentity(""))
                                    .build()))
                    .build()));
  }

  private CreateCloudFrontOriginAccessIdentityResponse create(
      CloudFrontOriginAccessIdentityConfig config) {
    return cloudFront.createCloudFrontOriginAccessIdentity(
        r -> r.cloudFrontOriginAccessIdentityConfig(config));
  }

  private UpdateCloudFrontOriginAccessIdentityResponse update(
      String id, String etag, CloudFrontOriginAccessIdentityConfig config) {
    return cloudFront.updateCloudFrontOriginAccessIdentity(
        r -> r.id(id).ifMatch(etag).cloudFrontOriginAccessIdentityConfig(config));
  }

  private void delete(String id, String etag) {
    cloudFront.deleteCloudFrontOriginAccessIdentity(r -> r.id(id).ifMatch(etag));
  }

  private static Origin bucket(String identity, @Nullable String control) {
    return Origin.builder()
        .id("origin")
        .domainName("bucket.s3.us-east-1.amazonaws.com")
        .originAccessControlId(control)
        .s3OriginConfig(s3 -> s3.originAccessIdentity(PATH + identity))
        .build();
  }

  private static CloudFrontOriginAccessIdentityConfig config(String comment) {
    return CloudFrontOriginAccessIdentityConfig.builder()
        .callerReference(unique())
        .comment(comment)
        .build();
  }
}
