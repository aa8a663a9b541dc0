package dev.perigee.edge.explain;

import dev.perigee.contracts.CachePolicy;
import dev.perigee.contracts.ErrorRule;
import dev.perigee.edge.store.ResponseHead;
import dev.perigee.httpcache.freshness.Cacheability;
import dev.perigee.httpcache.freshness.Cacheability.DoNotStore;
import dev.perigee.httpcache.freshness.Cacheability.Store;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** From what a response says and what its policy allows to how long it is kept, in sentences. */
public final class FreshnessSteps {

  private static final List<String> HEADERS =
      List.of(
          "cdn-cache-control",
          "cache-control",
          "expires",
          "date",
          "age",
          "vary",
          "etag",
          "last-modified");

  private FreshnessSteps() {}

  /**
   * @param outcome what the rules made of it
   */
  public static List<String> of(
      CachePolicy policy, List<ErrorRule> rules, ResponseHead head, Cacheability outcome) {
    List<String> steps = new ArrayList<>();
    steps.add(
        "cache policy %s, %s rules: TTL %d s to %d s, %d s where the origin says nothing"
            .formatted(
                policy.id(),
                policy.semantics() == CachePolicy.Semantics.RFC9111 ? "RFC 9111" : "CloudFront's",
                policy.minTtl().toSeconds(),
                policy.maxTtl().toSeconds(),
                policy.defaultTtl().toSeconds()));
    steps.add("status " + head.status());
    if (head.status() >= 400) {
      rules.stream()
          .filter(rule -> rule.status() == head.status())
          .forEach(rule ->
              steps.add(
                  "error rule for %d: %d s at least"
                      .formatted(rule.status(), rule.cachingMinTtl().toSeconds())));
    }
    for (String name : HEADERS) {
      String value = head.combined(name);
      if (value != null) {
        steps.add(name + ": " + value);
      }
    }
    steps.add(outcome(policy, outcome));
    return steps;
  }

  private static String outcome(CachePolicy policy, Cacheability outcome) {
    return switch (outcome) {
      case DoNotStore(var reason) -> "not kept: " + reason.word();
      case Store(var lifetime, var withheld) ->
          "kept for %d s%s, then %d s more while it is got anew, %d s in place of an origin that fails%s"
              .formatted(
                  lifetime.ttl().toSeconds(),
                  bound(policy, lifetime.ttl()),
                  lifetime.staleWhileRevalidate().toSeconds(),
                  lifetime.staleIfError().toSeconds(),
                  withheld.isEmpty() ? "" : ", without " + String.join(", ", withheld));
    };
  }

  private static String bound(CachePolicy policy, Duration ttl) {
    if (ttl.isZero()) {
      return " (each use asks the origin first)";
    }
    if (ttl.equals(policy.maxTtl())) {
      return " (the policy's maximum)";
    }
    if (ttl.equals(policy.minTtl())) {
      return " (the policy's minimum)";
    }
    return ttl.equals(policy.defaultTtl()) ? " (the policy's default)" : "";
  }
}
