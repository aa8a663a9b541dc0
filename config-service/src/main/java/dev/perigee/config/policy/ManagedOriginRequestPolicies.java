package dev.perigee.config.policy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.cloudfront.model.OriginRequestPolicyConfig;
import software.amazon.awssdk.services.cloudfront.model.OriginRequestPolicyCookieBehavior;
import software.amazon.awssdk.services.cloudfront.model.OriginRequestPolicyHeaderBehavior;
import software.amazon.awssdk.services.cloudfront.model.OriginRequestPolicyQueryStringBehavior;

/** The managed origin request policies. */
final class ManagedOriginRequestPolicies {

  private static final List<String> GENERATED_HEADERS =
      List.of(
          "CloudFront-Forwarded-Proto",
          "CloudFront-Is-Android-Viewer",
          "CloudFront-Is-Desktop-Viewer",
          "CloudFront-Is-IOS-Viewer",
          "CloudFront-Is-Mobile-Viewer",
          "CloudFront-Is-SmartTV-Viewer",
          "CloudFront-Is-Tablet-Viewer",
          "CloudFront-Viewer-ASN",
          "CloudFront-Viewer-Address",
          "CloudFront-Viewer-City",
          "CloudFront-Viewer-Country",
          "CloudFront-Viewer-Country-Name",
          "CloudFront-Viewer-Country-Region",
          "CloudFront-Viewer-Country-Region-Name",
          "CloudFront-Viewer-Http-Version",
          "CloudFront-Viewer-Latitude",
          "CloudFront-Viewer-Longitude",
          "CloudFront-Viewer-Metro-Code",
          "CloudFront-Viewer-Postal-Code",
          "CloudFront-Viewer-TLS",
          "CloudFront-Viewer-Time-Zone");

  private ManagedOriginRequestPolicies() {}

  /** By id, in the order in which they are listed. */
  static Map<String, OriginRequestPolicyConfig> all() {
    Map<String, OriginRequestPolicyConfig> policies = new LinkedHashMap<>();
    policies.put(
        "216adef6-5c7f-47e4-b989-5492eafa07d3",
        everything("Managed-AllViewer", OriginRequestPolicyHeaderBehavior.ALL_VIEWER, List.of()));
    policies.put(
        "33f36d7e-f396-46d9-90e0-52428a34d9dc",
        everything(
            "Managed-AllViewerAndCloudFrontHeaders-2022-06",
            OriginRequestPolicyHeaderBehavior.ALL_VIEWER_AND_WHITELIST_CLOUD_FRONT,
            GENERATED_HEADERS));
    policies.put(
        "b689b0a8-53d0-40ab-baf2-68738e2966ac",
        everything(
            "Managed-AllViewerExceptHostHeader",
            OriginRequestPolicyHeaderBehavior.ALL_EXCEPT,
            List.of("Host")));
    policies.put(
        "59781a5b-3903-41f3-afcb-af62929ccde1",
        headers(
            "Managed-CORS-CustomOrigin",
            OriginRequestPolicyQueryStringBehavior.NONE,
            List.of("Origin")));
    policies.put(
        "88a5eaf4-2fd4-4709-b370-b4c650ea3fcf",
        headers(
            "Managed-CORS-S3Origin",
            OriginRequestPolicyQueryStringBehavior.NONE,
            List.of("Origin", "Access-Control-Request-Headers", "Access-Control-Request-Method")));
    policies.put(
        "775133bc-15f2-49f9-abea-afb2e0bf67d2",
        headers(
            "Managed-Elemental-MediaTailor-PersonalizedManifests",
            OriginRequestPolicyQueryStringBehavior.ALL,
            List.of(
                "Origin",
                "Access-Control-Request-Headers",
                "Access-Control-Request-Method",
                "User-Agent",
                "X-Forwarded-For")));
    policies.put(
        "acba4595-bd28-49b8-b9fe-13317c0390fa",
        headers(
            "Managed-UserAgentRefererHeaders",
            OriginRequestPolicyQueryStringBehavior.NONE,
            List.of("User-Agent", "Referer")));
    policies.put(
        "bf0718e1-ba1e-49d1-88b1-f726733018ae",
        headers(
            "Managed-HostHeaderOnly",
            OriginRequestPolicyQueryStringBehavior.NONE,
            List.of("Host")));
    return policies;
  }

  /** All cookies and query strings, and headers as said. */
  private static OriginRequestPolicyConfig everything(
      String name, OriginRequestPolicyHeaderBehavior behavior, List<String> names) {
    return policy(
        name,
        behavior,
        names,
        OriginRequestPolicyCookieBehavior.ALL,
        OriginRequestPolicyQueryStringBehavior.ALL);
  }

  /** Some headers, and no cookies. */
  private static OriginRequestPolicyConfig headers(
      String name, OriginRequestPolicyQueryStringBehavior queryStrings, List<String> names) {
    return policy(
        name,
        OriginRequestPolicyHeaderBehavior.WHITELIST,
        names,
        OriginRequestPolicyCookieBehavior.NONE,
        queryStrings);
  }

  private static OriginRequestPolicyConfig policy(
      String name,
      OriginRequestPolicyHeaderBehavior headers,
      List<String> headerNames,
      OriginRequestPolicyCookieBehavior cookies,
      OriginRequestPolicyQueryStringBehavior queryStrings) {
    return OriginRequestPolicyConfig.builder()
        .name(name)
        .comment("")
        .headersConfig(config -> {
          config.headerBehavior(headers);
          if (!headerNames.isEmpty()) {
            config.headers(h -> h.quantity(headerNames.size()).items(headerNames));
          }
        })
        .cookiesConfig(config -> config.cookieBehavior(cookies))
        .queryStringsConfig(config -> config.queryStringBehavior(queryStrings))
        .build();
  }
}
