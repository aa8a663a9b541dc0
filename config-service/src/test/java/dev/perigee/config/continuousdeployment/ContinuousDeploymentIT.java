package dev.perigee.config.continuousdeployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perigee.config.FamilyFixture;
import dev.perigee.config.Neighbours;
import dev.perigee.contracts.HeaderField;
import dev.perigee.contracts.Staging;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudfront.model.ContinuousDeploymentPolicyConfig;
import software.amazon.awssdk.services.cloudfront.model.ContinuousDeploymentPolicySummary;
import software.amazon.awssdk.services.cloudfront.model.CopyDistributionResponse;
import software.amazon.awssdk.services.cloudfront.model.CreateContinuousDeploymentPolicyResponse;
import software.amazon.awssdk.services.cloudfront.model.CreateDistributionResponse;
import software.amazon.awssdk.services.cloudfront.model.DistributionConfig;
import software.amazon.awssdk.services.cloudfront.model.TrafficConfig;

/** Staging distributions and the policies that give them viewers. */
@QuarkusTest
@QuarkusTestResource(Neighbours.class)
class ContinuousDeploymentIT extends FamilyFixture {

  @Test
  void aChangeIsTriedOnACopyAndTakenOver() {
    CreateDistributionResponse primary = distribution(b -> {});
    String id = primary.distribution().id();
    String alias = "w" + unique() + ".example.org";
    String etag = update(id, c -> c.aliases(a -> a.quantity(1).items(alias)));
    CopyDistributionResponse copy =
        cloudFront.copyDistribution(r ->
            r.primaryDistributionId(id)
                .staging(true)
                .ifMatch(etag)
                .callerReference(unique())
                .enabled(true));
    String stagingId = copy.distribution().id();
    assertThat(copy.location()).isEqualTo(endpoint("/2020-05-31/distribution/" + stagingId));
    assertThat(copy.distribution().distributionConfig().staging()).isTrue();
    assertThat(copy.distribution().distributionConfig().enabled()).isTrue();
    assertThat(snapshot(stagingId).isStaging()).isTrue();
    assertThat(snapshot(stagingId).aliases()).isEmpty();

    CreateContinuousDeploymentPolicyResponse policy =
        cloudFront.createContinuousDeploymentPolicy(r ->
            r.continuousDeploymentPolicyConfig(
                policy(copy.distribution().domainName(), weight(0.15f, 300, 600))));
    String policyId = policy.continuousDeploymentPolicy().id();
    assertThat(policy.location())
        .isEqualTo(endpoint("/2020-05-31/continuous-deployment-policy/" + policyId));
    update(id, c -> c.continuousDeploymentPolicyId(policyId));
    assertThat(snapshot(id).staging())
        .isEqualTo(
            new Staging(
                stagingId,
                null,
                0.15,
                new Staging.Stickiness(Duration.ofSeconds(300), Duration.ofSeconds(600))));

    var byHeader =
        cloudFront.updateContinuousDeploymentPolicy(r ->
            r.id(policyId)
                .ifMatch(policy.eTag())
                .continuousDeploymentPolicyConfig(
                    policy(copy.distribution().domainName(), header("aws-cf-cd-try", "yes"))));
    assertThat(snapshot(id).staging())
        .isEqualTo(new Staging(stagingId, new HeaderField("aws-cf-cd-try", "yes"), 0, null));

    String stagingEtag = update(stagingId, c -> c.defaultRootObject("new.html"));
    long revision = snapshot(id).revision();
    var promoted =
        cloudFront.updateDistributionWithStagingConfig(
            r -> r.id(id).stagingDistributionId(stagingId).ifMatch(etag(id) + ", " + stagingEtag));
    DistributionConfig config = promoted.distribution().distributionConfig();
    assertThat(config.defaultRootObject()).isEqualTo("new.html");
    assertThat(config.aliases().items()).containsExactly(alias);
    assertThat(config.staging()).isFalse();
    assertThat(config.continuousDeploymentPolicyId()).isEqualTo(policyId);
    assertThat(promoted.eTag()).isEqualTo(etag(id));
    assertThat(snapshot(id).staging()).isNull();
    assertThat(snapshot(id).revision()).isEqualTo(revision + 1);
    var disabled = cloudFront.getContinuousDeploymentPolicyConfig(r -> r.id(policyId));
    assertThat(disabled.continuousDeploymentPolicyConfig().enabled()).isFalse();
    assertThat(disabled.eTag()).isNotEqualTo(byHeader.eTag());

    assertRefused(
        "ContinuousDeploymentPolicyInUse",
        () ->
            cloudFront.deleteContinuousDeploymentPolicy(
                r -> r.id(policyId).ifMatch(disabled.eTag())));
    update(id, c -> c.continuousDeploymentPolicyId(""));
    cloudFront.deleteContinuousDeploymentPolicy(r -> r.id(policyId).ifMatch(disabled.eTag()));
    assertRefused(
        "NoSuchContinuousDeploymentPolicy",
        () -> cloudFront.getContinuousDeploymentPolicy(r -> r.id(policyId)));
  }

  @Test
  void copiesAreRepeatableAndOfPrimaryDistributions() {
    CreateDistributionResponse primary = distribution(b -> {});
    String id = primary.distribution().id();
    String reference = unique();
    CopyDistributionResponse copy = copy(id, primary.eTag(), reference);
    assertThat(copy.distribution().distributionConfig().enabled()).isFalse();
    assertThat(copy(id, primary.eTag(), reference).distribution().id())
        .isEqualTo(copy.distribution().id());
    String etag = update(id, c -> c.comment("changed"));
    assertRefused("DistributionAlreadyExists", () -> copy(id, etag, reference));
    assertRefused("PreconditionFailed", () -> copy(id, primary.eTag(), unique()));
    assertRefused("InvalidIfMatchVersion", () -> copy(id, null, unique()));
    assertRefused("NoSuchDistribution", () -> copy("E0", etag, unique()));
    assertRefused("InvalidArgument", () -> copy(copy.distribution().id(), copy.eTag(), unique()));
    assertRefused(
        "InvalidArgument",
        () ->
            cloudFront.copyDistribution(
                r -> r.primaryDistributionId(id).ifMatch(etag).callerReference(unique())));
    assertRefused("IllegalUpdate", () -> update(id, c -> c.staging(true)));
  }

  @Test
  void onlyWhatAPolicyJoinsIsPromoted() {
    CreateDistributionResponse primary = distribution(b -> {});
    String id = primary.distribution().id();
    CopyDistributionResponse copy = copy(id, primary.eTag(), unique());
    String stagingId = copy.distribution().id();
    String both = primary.eTag() + "," + copy.eTag();
    assertRefused("IllegalUpdate", () -> promote(id, stagingId, both));
    assertRefused("InvalidIfMatchVersion", () -> promote(id, stagingId, primary.eTag()));
    assertRefused("InvalidIfMatchVersion", () -> promote(id, stagingId, null));
    assertRefused("PreconditionFailed", () -> promote(id, stagingId, "E1," + copy.eTag()));
    assertRefused("PreconditionFailed", () -> promote(id, stagingId, primary.eTag() + ",E1"));
    assertRefused("NoSuchDistribution", () -> promote(id, "E0", both));
    assertRefused("NoSuchDistribution", () -> promote("E0", stagingId, both));
    assertRefused("InvalidArgument", () -> promote(id, null, both));
  }

  @Test
  void aStagingDistributionHasOnePolicyAndAPolicyOnePrimary() {
    CreateDistributionResponse primary = distribution(b -> {});
    String id = primary.distribution().id();
    CopyDistributionResponse staging = copy(id, primary.eTag(), unique());
    ContinuousDeploymentPolicyConfig config =
        policy(staging.distribution().domainName(), header("AWS-CF-CD-x", "1"));
    String policyId = create(config);
    assertRefused("ContinuousDeploymentPolicyAlreadyExists", () -> create(config));
    assertRefused(
        "StagingDistributionInUse", () -> create(config.toBuilder().enabled(false).build()));
    assertRefused("ResourceInUse", () -> delete(staging));
    update(id, c -> c.continuousDeploymentPolicyId(policyId));
    String second = distributionId(b -> {});
    assertRefused(
        "ContinuousDeploymentPolicyInUse",
        () -> update(second, c -> c.continuousDeploymentPolicyId(policyId)));
    assertRefused(
        "NoSuchContinuousDeploymentPolicy",
        () -> update(second, c -> c.continuousDeploymentPolicyId("x")));
    assertRefused(
        "InvalidArgument",
        () ->
            cloudFront.createDistribution(r ->
                r.distributionConfig(
                    config(b -> {}).toBuilder().continuousDeploymentPolicyId("x").build())));
  }

  @Test
  void policiesAreKeptInVersionsAndListed() {
    CreateDistributionResponse primary = distribution(b -> {});
    CopyDistributionResponse staging = copy(primary.distribution().id(), primary.eTag(), unique());
    String name = staging.distribution().domainName();
    String policyId = create(policy(name, weight(0, 300, 300)));
    var found = cloudFront.getContinuousDeploymentPolicy(r -> r.id(policyId));
    assertThat(found.continuousDeploymentPolicy().continuousDeploymentPolicyConfig())
        .isEqualTo(policy(name, weight(0, 300, 300)));
    assertThat(
            cloudFront
                .listContinuousDeploymentPolicies(r -> {})
                .continuousDeploymentPolicyList()
                .items())
        .extracting(ContinuousDeploymentPolicySummary::continuousDeploymentPolicy)
        .contains(found.continuousDeploymentPolicy());
    assertThat(
            other
                .listContinuousDeploymentPolicies(r -> {})
                .continuousDeploymentPolicyList()
                .quantity())
        .isZero();
    assertRefused(
        "PreconditionFailed",
        () -> cloudFront.deleteContinuousDeploymentPolicy(r -> r.id(policyId).ifMatch("E1")));
    assertRefused(
        "InvalidIfMatchVersion",
        () -> cloudFront.deleteContinuousDeploymentPolicy(r -> r.id(policyId)));
    assertRefused(
        "NoSuchContinuousDeploymentPolicy",
        () -> other.getContinuousDeploymentPolicyConfig(r -> r.id(policyId)));
    assertRefused(
        "NoSuchContinuousDeploymentPolicy",
        () ->
            other.updateContinuousDeploymentPolicy(r ->
                r.id(policyId)
                    .ifMatch(found.eTag())
                    .continuousDeploymentPolicyConfig(policy(name, weight(0, 300, 300)))));
    assertRefused(
        "InvalidArgument",
        () -> cloudFront.listContinuousDeploymentPolicies(r -> r.maxItems("none")));
    assertRefused(
        "InconsistentQuantities",
        () ->
            create(
                policy(name, weight(0, 300, 300)).toBuilder()
                    .stagingDistributionDnsNames(n -> n.quantity(2).items(name))
                    .build()));
    assertRefused(
        "InvalidArgument",
        () -> create(policy(primary.distribution().domainName(), weight(0, 300, 300))));
    assertRefused(
        "InvalidArgument", () -> create(policy("staging.example.org", weight(0, 300, 300))));
    assertRefused("AccessDenied", () -> purger.listContinuousDeploymentPolicies(r -> {}));
  }

  private void delete(CopyDistributionResponse distribution) {
    cloudFront.deleteDistribution(
        r -> r.id(distribution.distribution().id()).ifMatch(distribution.eTag()));
  }

  private CopyDistributionResponse copy(String id, @Nullable String etag, String reference) {
    return cloudFront.copyDistribution(
        r -> r.primaryDistributionId(id).staging(true).ifMatch(etag).callerReference(reference));
  }

  private void promote(String id, @Nullable String stagingId, @Nullable String ifMatch) {
    cloudFront.updateDistributionWithStagingConfig(
        r -> r.id(id).stagingDistributionId(stagingId).ifMatch(ifMatch));
  }

  private String create(ContinuousDeploymentPolicyConfig config) {
    return cloudFront
        .createContinuousDeploymentPolicy(r -> r.continuousDeploymentPolicyConfig(config))
        .continuousDeploymentPolicy()
        .id();
  }

  private String etag(String id) {
    return cloudFront.getDistribution(r -> r.id(id)).eTag();
  }

  private String update(String id, Consumer<DistributionConfig.Builder> change) {
    var found = cloudFront.getDistributionConfig(r -> r.id(id));
    DistributionConfig.Builder changed = found.distributionConfig().toBuilder();
    change.accept(changed);
    return cloudFront
        .updateDistribution(r -> r.id(id).ifMatch(found.eTag()).distributionConfig(changed.build()))
        .eTag();
  }

  private static ContinuousDeploymentPolicyConfig policy(String name, TrafficConfig traffic) {
    return ContinuousDeploymentPolicyConfig.builder()
        .enabled(true)
        .stagingDistributionDnsNames(names -> names.quantity(1).items(name))
        .trafficConfig(traffic)
        .build();
  }

  private static TrafficConfig weight(float weight, int idle, int max) {
    return TrafficConfig.builder()
        .type("SingleWeight")
        .singleWeightConfig(single ->
            single
                .weight(weight)
                .sessionStickinessConfig(stickiness -> stickiness.idleTTL(idle).maximumTTL(max)))
        .build();
  }

  private static TrafficConfig header(String name, String value) {
    return TrafficConfig.builder()
        .type("SingleHeader")
        .singleHeaderConfig(single -> single.header(name).value(value))
        .build();
  }
}
