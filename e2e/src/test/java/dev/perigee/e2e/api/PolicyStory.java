package dev.perigee.e2e.api;

/** Policies of every kind. */
final class PolicyStory {

  static final Family CACHE_POLICY = Family.of("CachePolicy", "CachePolicies");
  static final Family ORIGIN_REQUEST_POLICY =
      Family.of("OriginRequestPolicy", "OriginRequestPolicies");
  static final Family RESPONSE_HEADERS_POLICY =
      Family.of("ResponseHeadersPolicy", "ResponseHeadersPolicies");

  private PolicyStory() {}

  static void tell(Story story, String run) {
    CACHE_POLICY.live(story, cachePolicy(run, 10), cachePolicy(run, 20));
    ORIGIN_REQUEST_POLICY.live(
        story, originRequestPolicy(run, "x-a"), originRequestPolicy(run, "x-b"));
    RESPONSE_HEADERS_POLICY.live(
        story, responseHeadersPolicy(run, "1"), responseHeadersPolicy(run, "2"));
    refusals(story, run);
  }

  private static void refusals(Story story, String run) {
    Family.Member taken = CACHE_POLICY.create(story, cachePolicy(run, 1));
    String config = cachePolicy(run, 1);
    story.refused(
        "CachePolicyAlreadyExists", "CreateCachePolicy", "{\"CachePolicyConfig\": %s}", config);
    CACHE_POLICY.delete(story, taken);
    story.refused(
        "IllegalDelete",
        "DeleteCachePolicy",
        "{\"Id\": \"658327ea-f89d-4fab-a63d-7e88639e58f6\", \"IfMatch\": \"E1\"}");
    story.refused("NoSuchCachePolicy", "GetCachePolicyConfig", "{\"Id\": \"none\"}");
    story.refused(
        "NoSuchOriginRequestPolicy", "GetOriginRequestPolicyConfig", "{\"Id\": \"none\"}");
    story.refused(
        "NoSuchResponseHeadersPolicy", "GetResponseHeadersPolicyConfig", "{\"Id\": \"none\"}");
  }

  static String cachePolicy(String run, int minTtl) {
    return """
    {"Name": "cache-%s", "MinTTL": %d, "DefaultTTL": 86400, "MaxTTL": 31536000,
     "ParametersInCacheKeyAndForwardedToOrigin": {
       "EnableAcceptEncodingGzip": true, "EnableAcceptEncodingBrotli": true,
       "HeadersConfig": {"HeaderBehavior": "whitelist", "Headers": {"Quantity": 1, "Items": ["x-key"]}},
       "CookiesConfig": {"CookieBehavior": "none"},
       "QueryStringsConfig": {"QueryStringBehavior": "all"}}}
    """
        .formatted(run, minTtl);
  }

  static String originRequestPolicy(String run, String header) {
    return """
    {"Name": "request-%s",
     "HeadersConfig": {"HeaderBehavior": "whitelist", "Headers": {"Quantity": 1, "Items": ["%s"]}},
     "CookiesConfig": {"CookieBehavior": "all"},
     "QueryStringsConfig": {"QueryStringBehavior": "none"}}
    """
        .formatted(run, header);
  }

  static String responseHeadersPolicy(String run, String value) {
    return """
    {"Name": "response-%s",
     "SecurityHeadersConfig": {"FrameOptions": {"Override": true, "FrameOption": "DENY"}},
     "CustomHeadersConfig": {"Quantity": 1,
       "Items": [{"Header": "x-e2e", "Value": "%s", "Override": true}]}}
    """
        .formatted(run, value);
  }
}
