package dev.perigee.config.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.cloudfront.model.CachePolicyConfig;
import software.amazon.awssdk.services.cloudfront.model.ParametersInCacheKeyAndForwardedToOrigin;

class CachePolicyRulesTest {

  static Stream<Arguments> wrong() {
    return Stream.of(
        policy("InvalidArgument: CachePolicyConfig.Name: a b", c -> c.name("a b")),
        policy("CachePolicyConfig.Name", c -> c.name("")),
        policy("CachePolicyConfig.Comment: 129", c -> c.comment("c".repeat(129))),
        policy(
            "InvalidArgument: CachePolicyConfig.DefaultTTL: 5 (expected: >= MinTTL 10)",
            c -> c.minTTL(10L).defaultTTL(5L)),
        policy("CachePolicyConfig.MaxTTL", c -> c.defaultTTL(10L).maxTTL(9L)),
        policy("CachePolicyConfig", c -> c.minTTL(-1L)),
        headers("TooManyHeadersInCachePolicy", names(11)),
        headers("0 names with the behavior whitelist (expected: 1 to 10)", List.of()),
        headers("a b (expected: the name of a header)", List.of("a b")),
        key(
            "1 names with the behavior none",
            k -> k.headersConfig(h -> h.headerBehavior("none").headers(q -> q.items("a")))),
        key(
            "TooManyCookiesInCachePolicy",
            k ->
                k.cookiesConfig(
                    c -> c.cookieBehavior("allExcept").cookies(q -> q.items(names(11))))),
        key(
            "CookiesConfig: a=b (expected: the name of a cookie)",
            k -> k.cookiesConfig(c -> c.cookieBehavior("whitelist").cookies(q -> q.items("a=b")))),
        key(
            "TooManyQueryStringsInCachePolicy",
            k ->
                k.queryStringsConfig(
                    c -> c.queryStringBehavior("whitelist").queryStrings(q -> q.items(names(11))))),
        key(
            "QueryStringsConfig: a&b",
            k ->
                k.queryStringsConfig(
                    c -> c.queryStringBehavior("whitelist").queryStrings(q -> q.items("a&b")))),
        key(
            "1100 characters together (expected: <= 1024)",
            k ->
                k.queryStringsConfig(c ->
                        c.queryStringBehavior("allExcept")
                            .queryStrings(q -> q.items(Collections.nCopies(10, "q".repeat(100)))))
                    .cookiesConfig(
                        c -> c.cookieBehavior("whitelist").cookies(q -> q.items("c".repeat(100))))),
        key(
            "Accept-Encoding is not allowed with",
            k ->
                k.enableAcceptEncodingGzip(true)
                    .headersConfig(h ->
                        h.headerBehavior("whitelist").headers(q -> q.items("Accept-Encoding")))),
        disabled("EnableAcceptEncodingGzip", k -> k.enableAcceptEncodingGzip(true)),
        disabled("EnableAcceptEncodingBrotli", k -> k.enableAcceptEncodingBrotli(true)),
        disabled(
            "HeaderBehavior",
            k ->
                k.headersConfig(
                    h -> h.headerBehavior("whitelist").headers(q -> q.items("Authorization")))),
        disabled("CookieBehavior", k -> k.cookiesConfig(c -> c.cookieBehavior("all"))),
        disabled(
            "QueryStringBehavior", k -> k.queryStringsConfig(c -> c.queryStringBehavior("all"))));
  }

  @ParameterizedTest
  @MethodSource
  void wrong(String told, CachePolicyConfig config) {
    assertThatThrownBy(() -> CachePolicyRules.check(config)).hasMessageContaining(told);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Cache-Control",
        "Connection",
        "Cookie",
        "Upgrade",
        "X-Amz-Cf-Id",
        "X-Edge-Location",
        "x-amz-content-sha256",
        "X-Forwarded-Proto",
        "CloudFront-Viewer-Address",
        "CloudFront-Viewer-TLS",
        "CloudFront-Viewer-JA3-Fingerprint",
        "CloudFront-Something"
      })
  void aHeaderThatHasNoPlaceInACacheKeyIsNamed(String header) {
    assertThatThrownBy(() -> CachePolicyRules.check(withHeaders(List.of(header))))
        .hasMessageStartingWith("InvalidArgument: ")
        .hasMessageContaining(header + " is not allowed: ");
  }

  @Test
  void whatIsLeftOutIsFilledIn() {
    CachePolicyConfig filled =
        CachePolicyRules.check(CachePolicyConfig.builder().name("p").minTTL(90_000L).build());
    assertThat(filled.comment()).isEmpty();
    assertThat(filled.defaultTTL()).isEqualTo(90_000);
    assertThat(filled.maxTTL()).isEqualTo(31_536_000);
    ParametersInCacheKeyAndForwardedToOrigin key =
        filled.parametersInCacheKeyAndForwardedToOrigin();
    assertThat(key.enableAcceptEncodingGzip()).isFalse();
    assertThat(key.enableAcceptEncodingBrotli()).isFalse();
    assertThat(key.headersConfig().headerBehaviorAsString()).isEqualTo("none");
    assertThat(CachePolicyRules.check(filled)).isEqualTo(filled);
  }

  private static CachePolicyConfig withHeaders(List<String> names) {
    return build(
        k -> k.headersConfig(h -> h.headerBehavior("whitelist").headers(q -> q.items(names))));
  }

  private static List<String> names(int count) {
    return IntStream.range(0, count).mapToObj(i -> "n" + i).toList();
  }

  private static Arguments headers(String told, List<String> names) {
    return Arguments.of(told, withHeaders(names));
  }

  private static Arguments key(
      String told, Consumer<ParametersInCacheKeyAndForwardedToOrigin.Builder> change) {
    return Arguments.of(told, build(change));
  }

  private static Arguments disabled(
      String member, Consumer<ParametersInCacheKeyAndForwardedToOrigin.Builder> change) {
    return Arguments.of(
        "The parameter " + member + " is invalid for policy with caching disabled.",
        build(change).toBuilder().minTTL(0L).defaultTTL(0L).maxTTL(0L).build());
  }

  private static Arguments policy(String told, Consumer<CachePolicyConfig.Builder> change) {
    CachePolicyConfig.Builder config = build(k -> {}).toBuilder();
    change.accept(config);
    return Arguments.of(told, config.build());
  }

  private static CachePolicyConfig build(
      Consumer<ParametersInCacheKeyAndForwardedToOrigin.Builder> change) {
    return CachePolicyConfig.builder()
        .name("p")
        .minTTL(0L)
        .parametersInCacheKeyAndForwardedToOrigin(key -> {
          key.enableAcceptEncodingGzip(false)
              .headersConfig(h -> h.headerBehavior("none"))
              .cookiesConfig(c -> c.cookieBehavior("none"))
              .queryStringsConfig(q -> q.queryStringBehavior("none"));
          change.accept(key);
        })
        .build();
  }
}
