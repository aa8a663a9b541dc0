package dev.perigee.config.policy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.cloudfront.model.CachePolicyConfig;
import software.amazon.awssdk.services.cloudfront.model.CachePolicyCookieBehavior;
import software.amazon.awssdk.services.cloudfront.model.CachePolicyHeaderBehavior;
import software.amazon.awssdk.services.cloudfront.model.CachePolicyQueryStringBehavior;

/** The managed cache policies. */
final class ManagedCachePolicies {

  private static final long DAY = 86_400;
  private static final long YEAR = 31_536_000;
  private static final List<String> ORIGIN_CONTROL_HEADERS =
      List.of("Host", "Origin", "X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override");

  private static final List<String> AMPLIFY_HEADERS =
      List.of("Accept", "Authorization", "CloudFront-Viewer-Country", "Host");

  private ManagedCachePolicies() {}

  /** By id, in the order in which they are listed. */
  static Map<String, CachePolicyConfig> all() {
    Map<String, CachePolicyConfig> policies = new LinkedHashMap<>();
    policies.put(
        "658327ea-f89d-4fab-a63d-7e88639e58f6",
        new Draft("Managed-CachingOptimized", "Compressed objects, nothing else in the key")
            .ttls(1, DAY, YEAR)
            .encodings(true, true)
            .build());
    policies.put(
        "b2884449-e4de-46a7-ac36-70bc7f1ddd6d",
        new Draft("Managed-CachingOptimizedForUncompressedObjects", "Nothing in the key")
            .ttls(1, DAY, YEAR)
            .build());
    policies.put(
        "4135ea2d-6df8-44a3-9df3-4b5a84be39ad",
        new Draft("Managed-CachingDisabled", "Nothing is cached").ttls(0, 0, 0).build());
    policies.put(
        "83da9c7e-98b4-4e11-a168-04f0df8e2c65",
        new Draft("UseOriginCacheControlHeaders", "The origin says how long")
            .ttls(0, 0, YEAR)
            .headers(ORIGIN_CONTROL_HEADERS)
            .allCookies()
            .encodings(true, true)
            .build());
    policies.put(
        "4cc15a8a-d715-48a4-82b8-cc0b614638fe",
        new Draft(
                "UseOriginCacheControlHeaders-QueryStrings",
                "The origin says how long, query strings in the key")
            .ttls(0, 0, YEAR)
            .headers(ORIGIN_CONTROL_HEADERS)
            .allCookies()
            .allQueryStrings()
            .encodings(true, true)
            .build());
    policies.put(
        "08627262-05a9-4f76-9ded-b50ca2e3a84f",
        new Draft("Managed-Elemental-MediaPackage", "For AWS Elemental MediaPackage origins")
            .ttls(0, DAY, YEAR)
            .headers(List.of("Origin"))
            .queryStrings(List.of("aws.manifestfilter", "start", "end", "m"))
            .encodings(true, false)
            .build());
    policies.put(
        "2e54312d-136d-493c-8eb9-b001f22f67d2",
        new Draft("Managed-Amplify", "For AWS Amplify origins")
            .ttls(2, 2, 600)
            .headers(List.of("Authorization", "CloudFront-Viewer-Country", "Host"))
            .allCookies()
            .allQueryStrings()
            .encodings(true, true)
            .build());
    policies.put(
        "4d1d2f1d-3a71-49ad-9e08-7ea5d843a556",
        new Draft("Managed-Amplify-Default", "What AWS Amplify Hosting takes for pages")
            .ttls(0, 0, YEAR)
            .headers(AMPLIFY_HEADERS)
            .allCookies()
            .allQueryStrings()
            .encodings(true, true)
            .build());
    policies.put(
        "a6bad946-36c3-4c33-aa98-362c74a7fb13",
        new Draft("Managed-Amplify-DefaultNoCookies", "The same without cookies")
            .ttls(0, 0, YEAR)
            .headers(AMPLIFY_HEADERS)
            .allQueryStrings()
            .encodings(true, true)
            .build());
    policies.put(
        "1c6db51a-a33f-469a-8245-dae26771f530",
        new Draft("Managed-Amplify-ImageOptimization", "What AWS Amplify Hosting takes for images")
            .ttls(0, 0, YEAR)
            .headers(List.of("Accept", "Authorization", "Host"))
            .allQueryStrings()
            .encodings(true, true)
            .build());
    policies.put(
        "7e5fad67-ee98-4ad0-b05a-394999eefc1a",
        new Draft("Managed-Amplify-StaticContent", "What AWS Amplify Hosting takes for files")
            .ttls(0, 0, YEAR)
            .headers(List.of("Authorization", "Host"))
            .encodings(true, true)
            .build());
    policies.put(
        "9e719111-0000-4000-8000-000000009111",
        new Draft("Perigee-RFC9111", "HTTP's own caching rules (RFC 9111), and nothing else")
            .ttls(0, 0, YEAR)
            .headers(List.of("Host"))
            .allQueryStrings()
            .build());
    return policies;
  }

  /** A policy in the making: nothing in the key until said otherwise. */
  private static final class Draft {

    private final CachePolicyConfig.Builder config = CachePolicyConfig.builder();
    private List<String> headers = List.of();
    private List<String> queryStrings = List.of();
    private boolean allCookies;
    private boolean allQueryStrings;
    private boolean gzip;
    private boolean brotli;

    Draft(String name, String comment) {
      config.name(name).comment(comment);
    }

    Draft ttls(long min, long byDefault, long max) {
      config.minTTL(min).defaultTTL(byDefault).maxTTL(max);
      return this;
    }

    Draft headers(List<String> names) {
      headers = names;
      return this;
    }

    Draft queryStrings(List<String> names) {
      queryStrings = names;
      return this;
    }

    Draft allQueryStrings() {
      allQueryStrings = true;
      return this;
    }

    Draft allCookies() {
      allCookies = true;
      return this;
    }

    Draft encodings(boolean withGzip, boolean withBrotli) {
      gzip = withGzip;
      brotli = withBrotli;
      return this;
    }

    CachePolicyConfig build() {
      return config
          .parametersInCacheKeyAndForwardedToOrigin(key ->
              key.enableAcceptEncodingGzip(gzip)
                  .enableAcceptEncodingBrotli(brotli)
                  .headersConfig(config -> {
                    if (headers.isEmpty()) {
                      config.headerBehavior(CachePolicyHeaderBehavior.NONE);
                    } else {
                      config
                          .headerBehavior(CachePolicyHeaderBehavior.WHITELIST)
                          .headers(h -> h.quantity(headers.size()).items(headers));
                    }
                  })
                  .cookiesConfig(config ->
                      config.cookieBehavior(
                          allCookies
                              ? CachePolicyCookieBehavior.ALL
                              : CachePolicyCookieBehavior.NONE))
                  .queryStringsConfig(config -> {
                    if (allQueryStrings) {
                      config.queryStringBehavior(CachePolicyQueryStringBehavior.ALL);
                    } else if (queryStrings.isEmpty()) {
                      config.queryStringBehavior(CachePolicyQueryStringBehavior.NONE);
                    } else {
                      config
                          .queryStringBehavior(CachePolicyQueryStringBehavior.WHITELIST)
                          .queryStrings(q -> q.quantity(queryStrings.size()).items(queryStrings));
                    }
                  }))
          .build();
    }
  }
}
