package dev.perigee.config.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.perigee.contracts.ResponseHeaders;
import dev.perigee.contracts.ResponseHeaders.SetHeader;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.cloudfront.model.ResponseHeadersPolicyConfig;
import software.amazon.awssdk.services.cloudfront.model.ResponseHeadersPolicyCorsConfig;
import software.amazon.awssdk.services.cloudfront.model.ResponseHeadersPolicyCustomHeader;
import software.amazon.awssdk.services.cloudfront.model.ResponseHeadersPolicyRemoveHeader;
import software.amazon.awssdk.services.cloudfront.model.ResponseHeadersPolicySecurityHeadersConfig;

class ResponseHeadersResolverTest {

  static Stream<Arguments> wrong() {
    return Stream.of(
        cors("AllowOrigins: 0 items", c -> c.accessControlAllowOrigins(o -> o.items())),
        cors("* stands for all", c -> c.accessControlAllowOrigins(o -> o.items("*", "a.org"))),
        cors(
            "1784 (expected: <= 1783)",
            c -> c.accessControlAllowOrigins(o -> o.items("a".repeat(1784)))),
        cors("AllowHeaders: 0 items", c -> c.accessControlAllowHeaders(h -> h.items())),
        cors(
            "x-*-* (expected: at most one *)",
            c -> c.accessControlAllowHeaders(h -> h.items("x-*-*"))),
        cors("AllowHeaders: a b", c -> c.accessControlAllowHeaders(h -> h.items("a b"))),
        cors("AllowMethods: 0 items", c -> c.accessControlAllowMethods(m -> m.itemsWithStrings())),
        cors(
            "ALL stands for all methods",
            c -> c.accessControlAllowMethods(m -> m.itemsWithStrings("ALL", "GET"))),
        cors("ExposeHeaders: a:b", c -> c.accessControlExposeHeaders(h -> h.items("a:b"))),
        cors("AccessControlMaxAgeSec: -1", c -> c.accessControlMaxAgeSec(-1)),
        cors(
            "cannot contain * when allowCredentials is true",
            c -> c.accessControlAllowCredentials(true)),
        security(
            "TooLongCSPInResponseHeadersPolicy",
            s ->
                s.contentSecurityPolicy(
                    p -> p.contentSecurityPolicy("c".repeat(1784)).override(true))),
        security(
            "ContentSecurityPolicy is empty",
            s -> s.contentSecurityPolicy(p -> p.contentSecurityPolicy(" ").override(true))),
        security(
            "AccessControlMaxAgeSec: -1",
            s -> s.strictTransportSecurity(t -> t.accessControlMaxAgeSec(-1).override(true))),
        security(
            "ReportUri: /r (expected: none, since ModeBlock is true)",
            s ->
                s.xssProtection(
                    x -> x.protection(true).modeBlock(true).reportUri("/r").override(true))),
        security(
            "since Protection is false",
            s -> s.xssProtection(x -> x.protection(false).modeBlock(true).override(true))),
        custom("TooManyCustomHeadersInResponseHeadersPolicy", names(11)),
        custom("X-A is there more than once", "x-a", "X-A"),
        custom("via is not allowed", "via"),
        custom("X-Amz-Cf-Pop is not allowed", "X-Amz-Cf-Pop"),
        custom(
            "X-Frame-Options is not allowed: it belongs in SecurityHeadersConfig",
            "X-Frame-Options"),
        custom(
            "Access-Control-Max-Age is not allowed: it belongs in CorsConfig",
            "Access-Control-Max-Age"),
        custom("a b (expected: the name of a header)", "a b"),
        policy("expected at most 1783 printable", c -> header(c, "a", "\n")),
        policy("expected at most 1783 printable", c -> header(c, "a", "v".repeat(1784))),
        removed("TooManyRemoveHeadersInResponseHeadersPolicy", names(11)),
        removed("Content-Length is not allowed", "Content-Length"),
        removed("X-Edge-Location is not allowed", "X-Edge-Location"),
        policy("SamplingRate is required", c -> c.serverTimingHeadersConfig(t -> t.enabled(true))),
        policy(
            "SamplingRate: 1.0E-5 (expected: 0 to 100, with at most 4 decimals)",
            c -> c.serverTimingHeadersConfig(t -> t.enabled(true).samplingRate(0.00001))));
  }

  @ParameterizedTest
  @MethodSource
  void wrong(String told, ResponseHeadersPolicyConfig config) {
    assertThatThrownBy(() -> ResponseHeadersResolver.resolve("P", "id", config))
        .hasMessageContaining(told);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*",
        "https://example.org",
        "https://*.example.org",
        "*.example.org",
        "http://example.org:*",
        "http://localhost:8080",
        "https://192.0.2.1",
        "example.org"
      })
  void anOriginMayHaveAnAsteriskAtEitherEnd(String origin) {
    assertThatCode(() -> ResponseHeadersResolver.resolve("P", "id", withOrigin(origin)))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"example.*", "test.*.example.org", "exa*mple.org", "https://a.org/", "", "a b"})
  void anAsteriskAnywhereElseIsRefused(String origin) {
    assertThatThrownBy(() -> ResponseHeadersResolver.resolve("P", "id", withOrigin(origin)))
        .hasMessageContaining("AccessControlAllowOrigins: " + origin);
  }

  @Test
  void securityHeadersHaveTheirExactValues() {
    assertThat(
            set(s ->
                s.strictTransportSecurity(t ->
                        t.accessControlMaxAgeSec(10)
                            .includeSubdomains(true)
                            .preload(true)
                            .override(true))
                    .contentTypeOptions(t -> t.override(true))
                    .frameOptions(f -> f.frameOption("DENY").override(false))
                    .xssProtection(x -> x.protection(true).reportUri("/r").override(false))
                    .referrerPolicy(r -> r.referrerPolicy("same-origin").override(true))
                    .contentSecurityPolicy(
                        c -> c.contentSecurityPolicy("default-src 'self'").override(true))))
        .containsExactly(
            new SetHeader(
                "Strict-Transport-Security", "max-age=10; includeSubDomains; preload", true),
            new SetHeader("X-Content-Type-Options", "nosniff", true),
            new SetHeader("X-Frame-Options", "DENY", false),
            new SetHeader("X-XSS-Protection", "1; report=/r", false),
            new SetHeader("Referrer-Policy", "same-origin", true),
            new SetHeader("Content-Security-Policy", "default-src 'self'", true));
    assertThat(set(s -> s.xssProtection(x -> x.protection(false).override(true))))
        .containsExactly(new SetHeader("X-XSS-Protection", "0", true));
    assertThat(set(s -> s.xssProtection(x -> x.protection(true).modeBlock(true).override(true))))
        .containsExactly(new SetHeader("X-XSS-Protection", "1; mode=block", true));
  }

  @Test
  void whatIsNotSaidIsNotDone() {
    ResponseHeaders resolved =
        ResponseHeadersResolver.resolve(
            "P",
            "id",
            ResponseHeadersPolicyConfig.builder()
                .serverTimingHeadersConfig(t -> t.enabled(false).samplingRate(5.0))
                .removeHeadersConfig(r ->
                    r.items(ResponseHeadersPolicyRemoveHeader.builder().header("Server").build()))
                .build());
    assertThat(resolved)
        .isEqualTo(new ResponseHeaders("id", null, List.of(), List.of("server"), null));
  }

  private static List<SetHeader> set(
      Consumer<ResponseHeadersPolicySecurityHeadersConfig.Builder> change) {
    return ResponseHeadersResolver.resolve(
            "P", "id", ResponseHeadersPolicyConfig.builder().securityHeadersConfig(change).build())
        .set();
  }

  private static String[] names(int count) {
    return IntStream.range(0, count).mapToObj(i -> "n" + i).toArray(String[]::new);
  }

  private static ResponseHeadersPolicyConfig withOrigin(String origin) {
    return withCors(c -> c.accessControlAllowOrigins(o -> o.items(origin)));
  }

  private static Arguments cors(
      String told, Consumer<ResponseHeadersPolicyCorsConfig.Builder> change) {
    return Arguments.of(told, withCors(change));
  }

  private static ResponseHeadersPolicyConfig withCors(
      Consumer<ResponseHeadersPolicyCorsConfig.Builder> change) {
    return ResponseHeadersPolicyConfig.builder()
        .corsConfig(cors -> {
          cors.accessControlAllowOrigins(o -> o.items("*"))
              .accessControlAllowHeaders(h -> h.items("*"))
              .accessControlAllowMethods(m -> m.itemsWithStrings("GET"))
              .accessControlAllowCredentials(false)
              .originOverride(true);
          change.accept(cors);
        })
        .build();
  }

  private static Arguments security(
      String told, Consumer<ResponseHeadersPolicySecurityHeadersConfig.Builder> change) {
    return policy(told, config -> config.securityHeadersConfig(change));
  }

  private static Arguments custom(String told, String... names) {
    return policy(
        told,
        config ->
            config.customHeadersConfig(c ->
                c.items(
                    Stream.of(names)
                        .map(name ->
                            ResponseHeadersPolicyCustomHeader.builder()
                                .header(name)
                                .value("")
                                .override(true)
                                .build())
                        .toList())));
  }

  private static void header(
      ResponseHeadersPolicyConfig.Builder config, String name, String value) {
    config.customHeadersConfig(c ->
        c.items(
            ResponseHeadersPolicyCustomHeader.builder()
                .header(name)
                .value(value)
                .override(true)
                .build()));
  }

  private static Arguments removed(String told, String... names) {
    return policy(
        told,
        config ->
            config.removeHeadersConfig(r ->
                r.items(
                    Stream.of(names)
                        .map(name ->
                            ResponseHeadersPolicyRemoveHeader.builder().header(name).build())
                        .toList())));
  }

  private static Arguments policy(
      String told, Consumer<ResponseHeadersPolicyConfig.Builder> change) {
    ResponseHeadersPolicyConfig.Builder config = ResponseHeadersPolicyConfig.builder().name("p");
    change.accept(config);
    return Arguments.of(told, config.build());
  }
}
