package dev.perigee.config.policy;

import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.cloudfront.model.CachePolicyConfig;
import software.amazon.awssdk.services.cloudfront.model.OriginRequestPolicyConfig;
import software.amazon.awssdk.services.cloudfront.model.ResponseHeadersPolicyConfig;

/** The policies that every account has. They never change. */
@Singleton
public final class ManagedPolicies {

  private final Map<String, CachePolicyConfig> cachePolicies = ManagedCachePolicies.all();
  private final Map<String, OriginRequestPolicyConfig> originRequestPolicies =
      ManagedOriginRequestPolicies.all();
  private final Map<String, ResponseHeadersPolicyConfig> responseHeadersPolicies =
      ManagedResponseHeadersPolicies.all();

  public Optional<CachePolicyConfig> cachePolicy(String id) {
    return Optional.ofNullable(cachePolicies.get(id));
  }

  public Optional<OriginRequestPolicyConfig> originRequestPolicy(String id) {
    return Optional.ofNullable(originRequestPolicies.get(id));
  }

  public Optional<ResponseHeadersPolicyConfig> responseHeadersPolicy(String id) {
    return Optional.ofNullable(responseHeadersPolicies.get(id));
  }

  Map<String, CachePolicyConfig> cachePolicies() {
    return cachePolicies;
  }

  Map<String, OriginRequestPolicyConfig> originRequestPolicies() {
    return originRequestPolicies;
  }

  Map<String, ResponseHeadersPolicyConfig> responseHeadersPolicies() {
    return responseHeadersPolicies;
  }

  /** An entity tag that stays the same for as long as the policy does. */
  static String etag(String policyId) {
    return "E" + policyId.substring(policyId.length() - 12).toUpperCase(Locale.ROOT) + "0";
  }
}
