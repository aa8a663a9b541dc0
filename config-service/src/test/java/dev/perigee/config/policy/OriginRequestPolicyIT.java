package dev.perigee.config.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perigee.config.FamilyFixture;
import dev.perigee.config.Neighbours;
import dev.perigee.contracts.Forwarding;
import dev.perigee.contracts.Selection;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudfront.model.CreateOriginRequestPolicyResponse;
import software.amazon.awssdk.services.cloudfront.model.OriginRequestPolicyConfig;
import software.amazon.awssdk.services.cloudfront.model.UpdateOriginRequestPolicyResponse;

@QuarkusTest
@QuarkusTestResource(Neighbours.class)
class OriginRequestPolicyIT extends FamilyFixture {

  private static final String MANAGED = "33f36d7e-f396-46d9-90e0-52428a34d9dc";

  @Test
  void aPolicyLives() {
    OriginRequestPolicyConfig config = policy("X-Tenant", "CloudFront-Viewer-TLS");
    CreateOriginRequestPolicyResponse created = create(config);
    String id = created.originRequestPolicy().id();
    assertThat(created.location()).isEqualTo(endpoint("/2020-05-31/origin-request-policy/" + id));
    assertThat(cloudFront.getOriginRequestPolicy(r -> r.id(id)).originRequestPolicy())
        .isEqualTo(created.originRequestPolicy());

    String distribution = distributionId(b -> b.originRequestPolicyId(id));
    assertThat(behavior(distribution).forwarding())
        .isEqualTo(
            new Forwarding(
                Selection.only(List.of("x-tenant")),
                Selection.NONE,
                Selection.NONE,
                List.of("cloudfront-viewer-tls")));
    assertRefused("OriginRequestPolicyInUse", () -> delete(id, created.eTag()));

    var readBack = cloudFront.getOriginRequestPolicyConfig(r -> r.id(id));
    UpdateOriginRequestPolicyResponse same =
        update(id, created.eTag(), readBack.originRequestPolicyConfig());
    assertThat(same.originRequestPolicy().originRequestPolicyConfig())
        .isEqualTo(readBack.originRequestPolicyConfig());
    UpdateOriginRequestPolicyResponse updated = update(id, same.eTag(), policy("X-Other"));
    assertThat(behavior(distribution).forwarding().headers().names()).containsExactly("x-other");

    change(distribution, b -> b.originRequestPolicyId(null));
    delete(id, updated.eTag());
    assertRefused(
        "NoSuchOriginRequestPolicy", () -> cloudFront.getOriginRequestPolicy(r -> r.id(id)));
  }

  @Test
  void aManagedPolicyForwardsWhatTheEdgeMakes() {
    Forwarding forwarding =
        behavior(distributionId(b -> b.originRequestPolicyId(MANAGED))).forwarding();
    assertThat(forwarding.headers()).isEqualTo(Selection.ALL);
    assertThat(forwarding.generated())
        .hasSize(21)
        .contains("cloudfront-viewer-city", "cloudfront-viewer-address");
  }

  @Test
  void whatCannotBeIsRefusedByItsCode() {
    CreateOriginRequestPolicyResponse created = create(policy("a"));
    String id = created.originRequestPolicy().id();
    OriginRequestPolicyConfig config = created.originRequestPolicy().originRequestPolicyConfig();
    CreateOriginRequestPolicyResponse second = create(policy("a"));
    OriginRequestPolicyConfig taken = second.originRequestPolicy().originRequestPolicyConfig();
    assertBothRefused("OriginRequestPolicyAlreadyExists", created, taken);
    assertBothRefused(
        "OriginRequestPolicyAlreadyExists",
        created,
        config.toBuilder().name("Managed-AllViewer").build());
    assertBothRefused("InvalidArgument", created, policy("Authorization"));
    assertBothRefused("TooManyHeadersInOriginRequestPolicy", created, policy(names(11)));
    assertBothRefused(
        "TooManyCookiesInOriginRequestPolicy",
        created,
        config.toBuilder()
            .name(unique())
            .cookiesConfig(
                c -> c.cookieBehavior("whitelist").cookies(n -> n.quantity(11).items(names(11))))
            .build());
    assertBothRefused(
        "TooManyQueryStringsInOriginRequestPolicy",
        created,
        config.toBuilder()
            .name(unique())
            .queryStringsConfig(c ->
                c.queryStringBehavior("whitelist")
                    .queryStrings(n -> n.quantity(11).items(names(11))))
            .build());
    assertBothRefused(
        "InconsistentQuantities",
        created,
        config.toBuilder()
            .name(unique())
            .headersConfig(
                h -> h.headerBehavior("whitelist").headers(n -> n.quantity(2).items("a")))
            .build());
    assertRefused(
        "AccessDenied",
        () -> purger.createOriginRequestPolicy(r -> r.originRequestPolicyConfig(config)));

    assertRefused("NoSuchOriginRequestPolicy", () -> update("none", "E", config));
    assertRefused("PreconditionFailed", () -> update(id, "ESTALE", config));
    assertRefused("InvalidIfMatchVersion", () -> update(id, "", config));
    assertRefused("IllegalUpdate", () -> update(MANAGED, "E", config));
    assertRefused("IllegalDelete", () -> delete(MANAGED, "E"));
    assertRefused("PreconditionFailed", () -> delete(id, "E"));
    assertRefused("InvalidIfMatchVersion", () -> delete(id, ""));
    assertRefused("NoSuchOriginRequestPolicy", () -> delete("none", "E"));
    assertRefused("NoSuchOriginRequestPolicy", () -> other.getOriginRequestPolicy(r -> r.id(id)));
    assertRefused(
        "NoSuchOriginRequestPolicy",
        () -> cloudFront.getOriginRequestPolicyConfig(r -> r.id("none")));
    assertRefused(
        "InvalidArgument", () -> cloudFront.listOriginRequestPolicies(r -> r.type("both")));
    delete(id, created.eTag());
    delete(second.originRequestPolicy().id(), second.eTag());
  }

  @Test
  void anAccountHasRoomForTwentyBesideTheManagedOnes() {
    assertThat(
            other
                .listOriginRequestPolicies(r -> r.type("managed"))
                .originRequestPolicyList()
                .items())
        .hasSize(8);
    List<CreateOriginRequestPolicyResponse> created = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      created.add(other.createOriginRequestPolicy(r -> r.originRequestPolicyConfig(policy("a"))));
    }
    assertRefused(
        "TooManyOriginRequestPolicies",
        () -> other.createOriginRequestPolicy(r -> r.originRequestPolicyConfig(policy("a"))));
    assertThat(other.listOriginRequestPolicies(r -> {}).originRequestPolicyList().quantity())
        .isEqualTo(28);
    created.forEach(each ->
        other.deleteOriginRequestPolicy(
            r -> r.id(each.originRequestPolicy().id()).ifMatch(each.eTag())));
  }

  private CreateOriginRequestPolicyResponse create(OriginRequestPolicyConfig config) {
    return cloudFront.createOriginRequestPolicy(r -> r.originRequestPolicyConfig(config));
  }

  private UpdateOriginRequestPolicyResponse update(
      String id, String etag, OriginRequestPolicyConfig config) {
    return cloudFront.updateOriginRequestPolicy(
        r -> r.id(id).ifMatch(etag).originRequestPolicyConfig(config));
  }

  private void delete(String id, String etag) {
    cloudFront.deleteOriginRequestPolicy(r -> r.id(id).ifMatch(etag));
  }

  private void assertBothRefused(
      String code, CreateOriginRequestPolicyResponse created, OriginRequestPolicyConfig config) {
    assertRefused(code, () -> create(config));
    assertRefused(code, () -> update(created.originRequestPolicy().id(), created.eTag(), config));
  }

  private static String[] names(int count) {
    return IntStream.range(0, count).mapToObj(i -> "n" + i).toArray(String[]::new);
  }

  private static OriginRequestPolicyConfig policy(String... headers) {
    return OriginRequestPolicyConfig.builder()
        .name(unique())
        .headersConfig(h ->
            h.headerBehavior("whitelist").headers(n -> n.quantity(headers.length).items(headers)))
        .cookiesConfig(c -> c.cookieBehavior("none"))
        .queryStringsConfig(q -> q.queryStringBehavior("none"))
        .build();
  }
}
