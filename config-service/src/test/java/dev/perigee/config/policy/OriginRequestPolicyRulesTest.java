package dev.perigee.config.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.perigee.config.snapshot.PolicyResolver;
import dev.perigee.contracts.Forwarding;
import dev.perigee.contracts.Selection;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.cloudfront.model.OriginRequestPolicyConfig;

class OriginRequestPolicyRulesTest {

  static Stream<Arguments> wrong() {
    return Stream.of(
        Arguments.of("InvalidArgument", "whitelist", List.of()),
        Arguments.of("InvalidArgument", "none", List.of("a")),
        Arguments.of("InvalidArgument", "allViewer", List.of("a")),
        Arguments.of("InvalidArgument", "allExcept", List.of()),
        Arguments.of("InvalidArgument", "allViewerAndWhitelistCloudFront", List.of()),
        Arguments.of(
            "a is not allowed: beside all viewer headers",
            "allViewerAndWhitelistCloudFront",
            List.of("CloudFront-Viewer-ASN", "a")),
        Arguments.of("Authorization is not allowed", "whitelist", List.of("Authorization")),
        Arguments.of("accept-encoding is not allowed", "whitelist", List.of("accept-encoding")),
        Arguments.of("Upgrade is not allowed", "whitelist", List.of("Upgrade")),
        Arguments.of("CloudFront-X is not allowed", "whitelist", List.of("CloudFront-X")),
        Arguments.of(
            "JA4-Fingerprint is not allowed: Perigee makes no such header",
            "whitelist",
            List.of("CloudFront-Viewer-JA4-Fingerprint")),
        Arguments.of(
            "TooManyHeadersInOriginRequestPolicy",
            "allExcept",
            IntStream.range(0, 11).mapToObj(i -> "n" + i).toList()));
  }

  @ParameterizedTest
  @MethodSource
  void wrong(String told, String behavior, List<String> headers) {
    assertThatThrownBy(() -> OriginRequestPolicyRules.check(policy(behavior, headers)))
        .hasMessageContaining(told);
  }

  @Test
  void everyViewerHeaderAndSomeThatTheEdgeMakes() {
    Forwarding forwarding =
        PolicyResolver.forwarding(
            "",
            OriginRequestPolicyRules.check(
                policy(
                    "allViewerAndWhitelistCloudFront",
                    List.of("CloudFront-Viewer-Address", "cloudfront-viewer-tls"))));
    assertThat(forwarding.headers()).isEqualTo(Selection.ALL);
    assertThat(forwarding.generated())
        .containsExactly("cloudfront-viewer-address", "cloudfront-viewer-tls");
  }

  @Test
  void someOfEach() {
    Forwarding forwarding =
        PolicyResolver.forwarding(
            "", policy("whitelist", List.of("Origin", "CloudFront-Viewer-Country", "origin")));
    assertThat(forwarding.headers()).isEqualTo(Selection.only(List.of("origin")));
    assertThat(forwarding.generated()).containsExactly("cloudfront-viewer-country");
  }

  private static OriginRequestPolicyConfig policy(String behavior, List<String> headers) {
    return OriginRequestPolicyConfig.builder()
        .name("p")
        .headersConfig(
            h -> h.headerBehavior(behavior).headers(q -> q.quantity(headers.size()).items(headers)))
        .cookiesConfig(c -> c.cookieBehavior("none"))
        .queryStringsConfig(q -> q.queryStringBehavior("none"))
        .build();
  }
}
