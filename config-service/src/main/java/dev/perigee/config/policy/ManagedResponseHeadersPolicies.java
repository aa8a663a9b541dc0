package dev.perigee.config.policy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.cloudfront.model.FrameOptionsList;
import software.amazon.awssdk.services.cloudfront.model.ReferrerPolicyList;
import software.amazon.awssdk.services.cloudfront.model.ResponseHeadersPolicyConfig;
import software.amazon.awssdk.services.cloudfront.model.ResponseHeadersPolicyCorsConfig;
import software.amazon.awssdk.services.cloudfront.model.ResponseHeadersPolicySecurityHeadersConfig;

/** The managed response headers policies. */
final class ManagedResponseHeadersPolicies {

  private static final int YEAR_SECONDS = 31_536_000;

  private ManagedResponseHeadersPolicies() {}

  /** By id, in the order in which they are listed. */
  static Map<String, ResponseHeadersPolicyConfig> all() {
    ResponseHeadersPolicyCorsConfig simple = cors(List.of("GET", "HEAD")).build();
    ResponseHeadersPolicyCorsConfig withPreflight =
        cors(List.of("DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"))
            .accessControlExposeHeaders(exposed -> exposed.quantity(1).items("*"))
            .build();
    Map<String, ResponseHeadersPolicyConfig> policies = new LinkedHashMap<>();
    policies.put(
        "60669652-455b-4ae9-85a4-c4c02393f86c",
        policy("Managed-SimpleCORS", "Simple cross-origin requests from everywhere")
            .corsConfig(simple)
            .build());
    policies.put(
        "5cc3b908-e619-4b99-88e5-2cf7f45965bd",
        policy("Managed-CORS-With-Preflight", "Cross-origin requests of every kind")
            .corsConfig(withPreflight)
            .build());
    policies.put(
        "67f7725c-6f97-4210-82d7-5512b31e9d03",
        policy("Managed-SecurityHeadersPolicy", "Headers that guard visitors")
            .securityHeadersConfig(security())
            .build());
    policies.put(
        "e61eb60c-9c35-4d20-a928-2b84e02af89c",
        policy(
                "Managed-CORS-and-SecurityHeadersPolicy",
                "Simple cross-origin requests, and headers that guard visitors")
            .corsConfig(simple)
            .securityHeadersConfig(security())
            .build());
    policies.put(
        "eaab4381-ed33-4a86-88ca-d9558dc6cd63",
        policy(
                "Managed-CORS-with-preflight-and-SecurityHeadersPolicy",
                "Cross-origin requests of every kind, and headers that guard visitors")
            .corsConfig(withPreflight)
            .securityHeadersConfig(security())
            .build());
    return policies;
  }

  private static ResponseHeadersPolicyConfig.Builder policy(String name, String comment) {
    return ResponseHeadersPolicyConfig.builder().name(name).comment(comment);
  }

  /** From every origin, and without a say over the origin server. */
  private static ResponseHeadersPolicyCorsConfig.Builder cors(List<String> methods) {
    return ResponseHeadersPolicyCorsConfig.builder()
        .accessControlAllowOrigins(origins -> origins.quantity(1).items("*"))
        .accessControlAllowHeaders(headers -> headers.quantity(1).items("*"))
        .accessControlAllowMethods(
            allowed -> allowed.quantity(methods.size()).itemsWithStrings(methods))
        .accessControlAllowCredentials(false)
        .originOverride(false);
  }

  private static ResponseHeadersPolicySecurityHeadersConfig security() {
    return ResponseHeadersPolicySecurityHeadersConfig.builder()
        .referrerPolicy(referrer ->
            referrer
                .referrerPolicy(ReferrerPolicyList.STRICT_ORIGIN_WHEN_CROSS_ORIGIN)
                .override(false))
        .strictTransportSecurity(transport ->
            transport
                .accessControlMaxAgeSec(YEAR_SECONDS)
                .includeSubdomains(false)
                .preload(false)
                .override(false))
        .contentTypeOptions(type -> type.override(true))
        .frameOptions(frame -> frame.frameOption(FrameOptionsList.SAMEORIGIN).override(false))
        .xssProtection(xss -> xss.protection(true).modeBlock(true).override(false))
        .build();
  }
}
