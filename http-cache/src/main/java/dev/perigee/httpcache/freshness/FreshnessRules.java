package dev.perigee.httpcache.freshness;

import dev.perigee.contracts.CachePolicy;
import dev.perigee.contracts.ErrorRule;
import java.util.List;

/** Decides whether and for how long a response is kept. Pure. */
public interface FreshnessRules {

  Cacheability evaluate(OriginResponse response);

  /** The rules that a behaviour's policy asks for. */
  static FreshnessRules of(CachePolicy policy, List<ErrorRule> errorRules) {
    return switch (policy.semantics()) {
      case CLOUDFRONT -> new CloudFrontFreshness(policy, errorRules);
      case RFC9111 -> new Rfc9111Freshness(policy);
    };
  }
}
