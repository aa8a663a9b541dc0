package dev.perigee.config.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perigee.config.FamilyFixture;
import dev.perigee.config.Neighbours;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudfront.model.CachePolicyConfig;
import software.amazon.awssdk.services.cloudfront.model.CachePolicyList;
import software.amazon.awssdk.services.cloudfront.model.CreateCachePolicyResponse;
import software.amazon.awssdk.services.cloudfront.model.UpdateCachePolicyResponse;

@QuarkusTest
@QuarkusTestResource(Neighbours.class)
class CachePolicyIT extends FamilyFixture {

  @Test
  void aPolicyLives() {
    CachePolicyConfig config = policy("CloudFront-Viewer-Country", "X-Tenant");
    CreateCachePolicyResponse created =
        cloudFront.createCachePolicy(r -> r.cachePolicyConfig(config));
    String id = created.cachePolicy().id();
    assertThat(created.location()).isEqualTo(endpoint("/2020-05-31/cache-policy/" + id));
    assertThat(cloudFront.getCachePolicy(r -> r.id(id)).cachePolicy())
        .isEqualTo(created.cachePolicy());

    String distribution = distributionId(b -> b.cachePolicyId(id));
    assertThat(behavior(distribution).cachePolicy().headers().names()).containsExactly("x-tenant");
    assertThat(behavior(distribution).cachePolicy().generated())
        .containsExactly("cloudfront-viewer-country");
    assertRefused(
        "CachePolicyInUse",
        () -> cloudFront.deleteCachePolicy(r -> r.id(id).ifMatch(created.eTag())));

    var readBack = cloudFront.getCachePolicyConfig(r -> r.id(id));
    assertThat(readBack.eTag()).isEqualTo(created.eTag());
    UpdateCachePolicyResponse same = update(id, created.eTag(), readBack.cachePolicyConfig());
    assertThat(same.cachePolicy().cachePolicyConfig()).isEqualTo(readBack.cachePolicyConfig());
    UpdateCachePolicyResponse updated =
        update(id, same.eTag(), config.toBuilder().minTTL(5L).build());
    assertThat(behavior(distribution).cachePolicy().minTtl()).hasSeconds(5);

    change(distribution, b -> b.cachePolicyId(CACHE_POLICY));
    cloudFront.deleteCachePolicy(r -> r.id(id).ifMatch(updated.eTag()));
    assertRefused("NoSuchCachePolicy", () -> cloudFront.getCachePolicy(r -> r.id(id)));
  }

  @Test
  void whatCannotBeIsRefusedByItsCode() {
    CreateCachePolicyResponse created =
        cloudFront.createCachePolicy(r -> r.cachePolicyConfig(policy("a")));
    String id = created.cachePolicy().id();
    CachePolicyConfig config = created.cachePolicy().cachePolicyConfig();
    assertCreateRefused("CachePolicyAlreadyExists", config);
    assertCreateRefused(
        "CachePolicyAlreadyExists", config.toBuilder().name("Managed-CachingOptimized").build());
    assertCreateRefused("InvalidArgument", policy("Upgrade"));
    assertCreateRefused("TooManyHeadersInCachePolicy", policy(names(11)));
    assertCreateRefused("TooManyCookiesInCachePolicy", withCookies(names(11)));
    assertCreateRefused("TooManyQueryStringsInCachePolicy", withQueryStrings(names(11)));
    assertCreateRefused("InconsistentQuantities", inconsistent());
    assertRefused(
        "AccessDenied", () -> purger.createCachePolicy(r -> r.cachePolicyConfig(policy("a"))));

    CreateCachePolicyResponse second =
        cloudFront.createCachePolicy(r -> r.cachePolicyConfig(policy("a")));
    String secondName = second.cachePolicy().cachePolicyConfig().name();
    assertUpdateRefused(
        "CachePolicyAlreadyExists", created, config.toBuilder().name(secondName).build());
    assertUpdateRefused("InvalidArgument", created, policy("Cookie"));
    assertUpdateRefused("TooManyHeadersInCachePolicy", created, policy(names(11)));
    assertUpdateRefused("TooManyCookiesInCachePolicy", created, withCookies(names(11)));
    assertUpdateRefused("TooManyQueryStringsInCachePolicy", created, withQueryStrings(names(11)));
    assertUpdateRefused("InconsistentQuantities", created, inconsistent());
    assertRefused("NoSuchCachePolicy", () -> update("none", "E", config));
    assertRefused("PreconditionFailed", () -> update(id, "ESTALE", config));
    assertRefused("InvalidIfMatchVersion", () -> update(id, "", config));
    assertRefused("IllegalUpdate", () -> update(CACHE_POLICY, "E7E88639E58F60", config));
    assertRefused(
        "AccessDenied", () -> purger.updateCachePolicy(r -> r.id(id).cachePolicyConfig(config)));

    assertRefused(
        "IllegalDelete", () -> cloudFront.deleteCachePolicy(r -> r.id(CACHE_POLICY).ifMatch("E")));
    assertRefused(
        "PreconditionFailed", () -> cloudFront.deleteCachePolicy(r -> r.id(id).ifMatch("E")));
    assertRefused("InvalidIfMatchVersion", () -> cloudFront.deleteCachePolicy(r -> r.id(id)));
    assertRefused("NoSuchCachePolicy", () -> cloudFront.deleteCachePolicy(r -> r.id("none")));
    assertRefused("NoSuchCachePolicy", () -> other.getCachePolicy(r -> r.id(id)));
    assertRefused("NoSuchCachePolicy", () -> cloudFront.getCachePolicyConfig(r -> r.id("none")));
    assertRefused("InvalidArgument", () -> cloudFront.listCachePolicies(r -> r.type("both")));
    assertRefused("InvalidArgument", () -> cloudFront.listCachePolicies(r -> r.maxItems("0")));
    for (CreateCachePolicyResponse each : List.of(created, second)) {
      cloudFront.deleteCachePolicy(r -> r.id(each.cachePolicy().id()).ifMatch(each.eTag()));
    }
  }

  @Test
  void theManagedOnesAreListedBeforeTheAccountsOwn() {
    List<String> own = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      own.add(other.createCachePolicy(r -> r.cachePolicyConfig(policy("a"))).cachePolicy().id());
    }
    List<String> listed = new ArrayList<>();
    String marker = null;
    do {
      String from = marker;
      CachePolicyList page =
          other.listCachePolicies(r -> r.marker(from).maxItems("4")).cachePolicyList();
      page.items().forEach(item -> listed.add(item.typeAsString() + item.cachePolicy().id()));
      assertThat(page.quantity()).isLessThanOrEqualTo(4);
      marker = page.nextMarker();
    } while (marker != null);
    assertThat(listed).hasSize(15).startsWith("managed" + CACHE_POLICY);
    assertThat(listed.subList(12, 15))
        .containsExactlyElementsOf(own.stream().sorted().map(id -> "custom" + id).toList());
    assertThat(other.listCachePolicies(r -> r.type("custom")).cachePolicyList().items()).hasSize(3);
    assertThat(other.listCachePolicies(r -> r.type("managed")).cachePolicyList().items())
        .hasSize(12);
  }

  @Test
  void anAccountHasRoomForTwenty() {
    List<CreateCachePolicyResponse> created = new ArrayList<>();
    int room =
        20 - cloudFront.listCachePolicies(r -> r.type("custom")).cachePolicyList().quantity();
    for (int i = 0; i < room; i++) {
      created.add(cloudFront.createCachePolicy(r -> r.cachePolicyConfig(policy("a"))));
    }
    assertCreateRefused("TooManyCachePolicies", policy("a"));
    created.forEach(each ->
        cloudFront.deleteCachePolicy(r -> r.id(each.cachePolicy().id()).ifMatch(each.eTag())));
  }

  private UpdateCachePolicyResponse update(String id, String etag, CachePolicyConfig config) {
    return cloudFront.updateCachePolicy(r -> r.id(id).ifMatch(etag).cachePolicyConfig(config));
  }

  private void assertCreateRefused(String code, CachePolicyConfig config) {
    assertRefused(code, () -> cloudFront.createCachePolicy(r -> r.cachePolicyConfig(config)));
  }

  private void assertUpdateRefused(
      String code, CreateCachePolicyResponse created, CachePolicyConfig config) {
    assertRefused(code, () -> update(created.cachePolicy().id(), created.eTag(), config));
  }

  private static String[] names(int count) {
    return IntStream.range(0, count).mapToObj(i -> "n" + i).toArray(String[]::new);
  }

  private static CachePolicyConfig withCookies(String... names) {
    return policy("a").toBuilder()
        .parametersInCacheKeyAndForwardedToOrigin(
            policy("a").parametersInCacheKeyAndForwardedToOrigin().toBuilder()
                .cookiesConfig(c ->
                    c.cookieBehavior("whitelist")
                        .cookies(n -> n.quantity(names.length).items(names)))
                .build())
        .build();
  }

  private static CachePolicyConfig withQueryStrings(String... names) {
    return policy("a").toBuilder()
        .parametersInCacheKeyAndForwardedToOrigin(
            policy("a").parametersInCacheKeyAndForwardedToOrigin().toBuilder()
                .queryStringsConfig(c ->
                    c.queryStringBehavior("whitelist")
                        .queryStrings(n -> n.quantity(names.length).items(names)))
                .build())
        .build();
  }

  private static CachePolicyConfig inconsistent() {
    return policy("a").toBuilder()
        .parametersInCacheKeyAndForwardedToOrigin(
            policy("a").parametersInCacheKeyAndForwardedToOrigin().toBuilder()
                .headersConfig(
                    h -> h.headerBehavior("whitelist").headers(n -> n.quantity(2).items("a")))
                .build())
        .build();
  }

  private static CachePolicyConfig policy(String... headers) {
    return CachePolicyConfig.builder()
        .name(unique())
        .minTTL(0L)
        .parametersInCacheKeyAndForwardedToOrigin(key ->
            key.enableAcceptEncodingGzip(true)
                .headersConfig(h ->
                    h.headerBehavior("whitelist")
                        .headers(n -> n.quantity(headers.length).items(headers)))
                .cookiesConfig(c -> c.cookieBehavior("none"))
                .queryStringsConfig(q -> q.queryStringBehavior("none")))
        .build();
  }
}
