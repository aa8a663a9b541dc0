package dev.perigee.config.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perigee.config.FamilyFixture;
import dev.perigee.config.Neighbours;
import dev.perigee.contracts.ResponseHeaders.SetHeader;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudfront.model.CreateResponseHeadersPolicyResponse;
import software.amazon.awssdk.services.cloudfront.model.ResponseHeadersPolicyConfig;
import software.amazon.awssdk.services.cloudfront.model.ResponseHeadersPolicyCustomHeader;
import software.amazon.awssdk.services.cloudfront.model.ResponseHeadersPolicyRemoveHeader;
import software.amazon.awssdk.services.cloudfront.model.UpdateResponseHeadersPolicyResponse;

@QuarkusTest
@QuarkusTestResource(Neighbours.class)
class ResponseHeadersPolicyIT extends FamilyFixture {

  private static final String MANAGED = "67f7725c-6f97-4210-82d7-5512b31e9d03";

  @Test
  void aPolicyLives() {
    ResponseHeadersPolicyConfig config =
        policy(c -> c.customHeadersConfig(h -> h.quantity(1).items(custom("X-Site", "1"))));
    CreateResponseHeadersPolicyResponse created = create(config);
    String id = created.responseHeadersPolicy().id();
    assertThat(created.location()).isEqualTo(endpoint("/2020-05-31/response-headers-policy/" + id));
    assertThat(cloudFront.getResponseHeadersPolicy(r -> r.id(id)).responseHeadersPolicy())
        .isEqualTo(created.responseHeadersPolicy());

    String distribution = distributionId(b -> b.responseHeadersPolicyId(id));
    assertThat(set(distribution)).containsExactly(new SetHeader("X-Site", "1", true));
    assertRefused("ResponseHeadersPolicyInUse", () -> delete(id, created.eTag()));

    var readBack = cloudFront.getResponseHeadersPolicyConfig(r -> r.id(id));
    UpdateResponseHeadersPolicyResponse same =
        update(id, created.eTag(), readBack.responseHeadersPolicyConfig());
    assertThat(same.responseHeadersPolicy().responseHeadersPolicyConfig())
        .isEqualTo(readBack.responseHeadersPolicyConfig());
    UpdateResponseHeadersPolicyResponse updated =
        update(
            id,
            same.eTag(),
            policy(c -> c.customHeadersConfig(h -> h.quantity(1).items(custom("X-Site", "2")))));
    assertThat(set(distribution)).containsExactly(new SetHeader("X-Site", "2", true));

    change(distribution, b -> b.responseHeadersPolicyId(MANAGED));
    assertThat(set(distribution))
        .contains(
            new SetHeader("Strict-Transport-Security", "max-age=31536000", false),
            new SetHeader("X-XSS-Protection", "1; mode=block", false));
    delete(id, updated.eTag());
    assertRefused(
        "NoSuchResponseHeadersPolicy", () -> cloudFront.getResponseHeadersPolicy(r -> r.id(id)));
    assertRefused(
        "NoSuchResponseHeadersPolicy", () -> distributionId(b -> b.responseHeadersPolicyId(id)));
  }

  @Test
  void whatCannotBeIsRefusedByItsCode() {
    CreateResponseHeadersPolicyResponse created = create(policy(timing()));
    String id = created.responseHeadersPolicy().id();
    ResponseHeadersPolicyConfig config =
        created.responseHeadersPolicy().responseHeadersPolicyConfig();
    CreateResponseHeadersPolicyResponse second = create(policy(timing()));
    assertBothRefused(
        "ResponseHeadersPolicyAlreadyExists",
        created,
        second.responseHeadersPolicy().responseHeadersPolicyConfig());
    assertBothRefused("InvalidArgument", created, policy(c -> {}));
    assertBothRefused(
        "TooManyCustomHeadersInResponseHeadersPolicy",
        created,
        policy(c ->
            c.customHeadersConfig(h ->
                h.quantity(11)
                    .items(IntStream.range(0, 11).mapToObj(i -> custom("n" + i, "")).toList()))));
    assertBothRefused(
        "TooManyRemoveHeadersInResponseHeadersPolicy",
        created,
        policy(c ->
            c.removeHeadersConfig(h ->
                h.quantity(11)
                    .items(
                        IntStream.range(0, 11)
                            .mapToObj(i ->
                                ResponseHeadersPolicyRemoveHeader.builder().header("n" + i).build())
                            .toList()))));
    assertBothRefused(
        "TooLongCSPInResponseHeadersPolicy",
        created,
        policy(c ->
            c.securityHeadersConfig(s ->
                s.contentSecurityPolicy(
                    p -> p.contentSecurityPolicy("c".repeat(1784)).override(true)))));
    assertBothRefused(
        "InconsistentQuantities",
        created,
        policy(c -> c.customHeadersConfig(h -> h.quantity(2).items(custom("a", "")))));
    assertRefused(
        "AccessDenied",
        () -> purger.createResponseHeadersPolicy(r -> r.responseHeadersPolicyConfig(config)));

    assertRefused("NoSuchResponseHeadersPolicy", () -> update("none", "E", config));
    assertRefused("PreconditionFailed", () -> update(id, "ESTALE", config));
    assertRefused("InvalidIfMatchVersion", () -> update(id, "", config));
    assertRefused("IllegalUpdate", () -> update(MANAGED, "E", config));
    assertRefused("IllegalDelete", () -> delete(MANAGED, "E"));
    assertRefused("PreconditionFailed", () -> delete(id, "E"));
    assertRefused("InvalidIfMatchVersion", () -> delete(id, ""));
    assertRefused("NoSuchResponseHeadersPolicy", () -> delete("none", "E"));
    assertRefused(
        "NoSuchResponseHeadersPolicy", () -> other.getResponseHeadersPolicyConfig(r -> r.id(id)));
    assertRefused(
        "InvalidArgument", () -> cloudFront.listResponseHeadersPolicies(r -> r.type("both")));
    delete(id, created.eTag());
    delete(second.responseHeadersPolicy().id(), second.eTag());
  }

  @Test
  void anAccountHasRoomForTwentyBesideTheManagedOnes() {
    List<CreateResponseHeadersPolicyResponse> created = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      created.add(
          other.createResponseHeadersPolicy(r -> r.responseHeadersPolicyConfig(policy(timing()))));
    }
    assertRefused(
        "TooManyResponseHeadersPolicies",
        () ->
            other.createResponseHeadersPolicy(
                r -> r.responseHeadersPolicyConfig(policy(timing()))));
    assertThat(other.listResponseHeadersPolicies(r -> {}).responseHeadersPolicyList().quantity())
        .isEqualTo(25);
    created.forEach(each ->
        other.deleteResponseHeadersPolicy(
            r -> r.id(each.responseHeadersPolicy().id()).ifMatch(each.eTag())));
  }

  private List<SetHeader> set(String distribution) {
    return Objects.requireNonNull(behavior(distribution).responseHeaders()).set();
  }

  private CreateResponseHeadersPolicyResponse create(ResponseHeadersPolicyConfig config) {
    return cloudFront.createResponseHeadersPolicy(r -> r.responseHeadersPolicyConfig(config));
  }

  private UpdateResponseHeadersPolicyResponse update(
      String id, String etag, ResponseHeadersPolicyConfig config) {
    return cloudFront.updateResponseHeadersPolicy(
        r -> r.id(id).ifMatch(etag).responseHeadersPolicyConfig(config));
  }

  private void delete(String id, String etag) {
    cloudFront.deleteResponseHeadersPolicy(r -> r.id(id).ifMatch(etag));
  }

  private void assertBothRefused(
      String code,
      CreateResponseHeadersPolicyResponse created,
      ResponseHeadersPolicyConfig config) {
    assertRefused(code, () -> create(config));
    assertRefused(code, () -> update(created.responseHeadersPolicy().id(), created.eTag(), config));
  }

  private static Consumer<ResponseHeadersPolicyConfig.Builder> timing() {
    return config -> config.serverTimingHeadersConfig(t -> t.enabled(true).samplingRate(0.5));
  }

  private static ResponseHeadersPolicyCustomHeader custom(String name, String value) {
    return ResponseHeadersPolicyCustomHeader.builder()
        .header(name)
        .value(value)
        .override(true)
        .build();
  }

  private static ResponseHeadersPolicyConfig policy(
      Consumer<ResponseHeadersPolicyConfig.Builder> change) {
    ResponseHeadersPolicyConfig.Builder config =
        ResponseHeadersPolicyConfig.builder().name(unique());
    change.accept(config);
    return config.build();
  }
}
