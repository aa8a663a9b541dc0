package dev.perigee.httpcache.freshness;

import dev.perigee.contracts.CachePolicy;
import dev.perigee.contracts.ErrorRule;
import java.time.Duration;
import java.util.List;

/** Decides whether and for how long a response is kept. Pure. */
public interface FreshnessRules {

  Cacheability evaluate(OriginResponse response);

  /** How old a response is already when it arrives. */
  Duration initialAge(OriginResponse response);

  /**
   * For how long a stale response that stands in for a failing origin does so before the origin is
   * asked again.
   *
   * @param status of the failure
   */
  Duration errorPause(int status);

  /** The rules that a behaviour's policy asks for. */
  static FreshnessRules of(CachePolicy policy, List<ErrorRule> errorRules) {
    return switch (policy.semantics()) {
      case CLOUDFRONT -> new CloudFrontFreshness(policy, errorRules);
      case RFC9111 -> new Rfc9111Freshness(policy);
    };
  }
}
