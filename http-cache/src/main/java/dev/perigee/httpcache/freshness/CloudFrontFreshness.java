package dev.perigee.httpcache.freshness;

import dev.perigee.contracts.CachePolicy;
import dev.perigee.contracts.ErrorRule;
import dev.perigee.httpcache.HeaderView;
import dev.perigee.httpcache.Reason;
import dev.perigee.httpcache.freshness.Cacheability.DoNotStore;
import dev.perigee.httpcache.freshness.Cacheability.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * CloudFront's rules (cloudfront.md, A3 and A4): the origin's time within the policy's bounds, a
 * minimum above zero even over {@code no-store}, and error responses for a minimum of their own.
 */
final class CloudFrontFreshness implements FreshnessRules {

  private static final Duration DEFAULT_ERROR_TTL = Duration.ofSeconds(10);

  private static final Set<Integer> KEPT = Set.of(200, 203, 204, 300, 301, 302, 303, 307, 308);

  /**
   * Errors that are kept whatever the origin says of their lifetime: the list of cloudfront.md, A4,
   * and 410. The list lacks it, but A4 also names it among the errors for which the origin may
   * forbid keeping, so it is kept otherwise; to RFC 9110, section 15.5.11, it is cacheable like
   * 404.
   */
  private static final Set<Integer> ERRORS_ALWAYS = Set.of(404, 410, 414, 500, 501, 502, 503, 504);

  /** Errors that are kept only with {@code max-age} or {@code s-maxage}. */
  private static final Set<Integer> ERRORS_WITH_AGE = Set.of(400, 403, 405, 412, 415);

  /** Errors for which the origin may forbid keeping. */
  private static final Set<Integer> ERRORS_OBEDIENT = Set.of(404, 410, 414, 501);

  private final CachePolicy policy;
  private final Map<Integer, Duration> errorMinimums;

  CloudFrontFreshness(CachePolicy policy, List<ErrorRule> errorRules) {
    this.policy = policy;
    this.errorMinimums =
        errorRules.stream()
            .collect(Collectors.toUnmodifiableMap(ErrorRule::status, ErrorRule::cachingMinTtl));
  }

  @Override
  public Cacheability evaluate(OriginResponse response) {
    if (policy.maxTtl().isZero()) {
      return new DoNotStore(Reason.POLICY);
    }
    CacheControl control = CacheControl.parse(response.headers().combined("cache-control"));
    if (response.status() >= 400) {
      return error(response, control);
    }
    if (!KEPT.contains(response.status())) {
      return new DoNotStore(Reason.STATUS);
    }
    return success(response, control);
  }

  private Cacheability success(OriginResponse response, CacheControl control) {
    boolean minimum = !policy.minTtl().isZero();
    if (!minimum && variesByAll(response.headers())) {
      return new DoNotStore(Reason.VARY);
    }
    Optional<Reason> forbidden = forbidden(control);
    if (forbidden.isPresent()) {
      return minimum ? store(policy.minTtl(), control, response) : new DoNotStore(forbidden.get());
    }
    Duration ttl =
        explicit(response, control)
            .map(age -> min(max(age, policy.minTtl()), policy.maxTtl()))
            .orElseGet(() -> max(policy.minTtl(), policy.defaultTtl()));
    if (ttl.isZero() && !hasValidator(response.headers())) {
      return new DoNotStore(Reason.NO_LIFETIME);
    }
    return store(ttl, control, response);
  }

  private Cacheability error(OriginResponse response, CacheControl control) {
    int status = response.status();
    Optional<Duration> explicit = explicit(response, control);
    boolean kept =
        ERRORS_ALWAYS.contains(status)
            || ERRORS_WITH_AGE.contains(status)
                && (control.maxAge() >= 0 || control.sharedMaxAge() >= 0);
    if (!kept) {
      return new DoNotStore(Reason.STATUS);
    }
    Optional<Reason> forbidden = forbidden(control);
    if (forbidden.isPresent() && ERRORS_OBEDIENT.contains(status)) {
      return new DoNotStore(forbidden.get());
    }
    Duration minimum = errorPause(status);
    Duration ttl =
        forbidden.isPresent()
            ? minimum
            : max(minimum, min(explicit.orElse(Duration.ZERO), policy.maxTtl()));
    return ttl.isZero()
        ? new DoNotStore(Reason.NO_LIFETIME)
        : new Store(new Lifetime(ttl, Duration.ZERO, Duration.ZERO));
  }

  private Store store(Duration ttl, CacheControl control, OriginResponse response) {
    Duration rest = policy.maxTtl().minus(ttl);
    Duration whileRevalidate = seconds(control.staleWhileRevalidate());
    Duration ifError =
        control.staleIfError() < 0
            ? staleIfErrorByDefault(response, ttl)
            : min(seconds(control.staleIfError()), rest);
    return new Store(new Lifetime(ttl, min(whileRevalidate, rest), ifError));
  }

  /**
   * An object whose origin says nothing of it outlives its time while the origin fails. Not so a
   * live manifest, with which a player would wait for segments in vain: an error lets it turn to
   * another source.
   */
  private Duration staleIfErrorByDefault(OriginResponse response, Duration ttl) {
    return Manifests.isLive(response.headers(), ttl) ? Duration.ZERO : policy.maxTtl();
  }

  /** A directive's time, none where it is absent. */
  static Duration seconds(long directive) {
    return Duration.ofSeconds(Math.max(directive, 0));
  }

  @Override
  public Duration initialAge(OriginResponse response) {
    return Duration.ZERO;
  }

  @Override
  public Duration errorPause(int status) {
    return errorMinimums.getOrDefault(status, DEFAULT_ERROR_TTL);
  }

  private static Optional<Reason> forbidden(CacheControl control) {
    if (control.noStore()) {
      return Optional.of(Reason.NO_STORE);
    }
    if (control.isPrivate().isPresent()) {
      return Optional.of(Reason.PRIVATE);
    }
    return control.noCache().isPresent() ? Optional.of(Reason.NO_CACHE) : Optional.empty();
  }

  private static Optional<Duration> explicit(OriginResponse response, CacheControl control) {
    if (control.sharedMaxAge() >= 0) {
      return Optional.of(Duration.ofSeconds(control.sharedMaxAge()));
    }
    if (control.maxAge() >= 0) {
      return Optional.of(Duration.ofSeconds(control.maxAge()));
    }
    return expires(response);
  }

  /** {@code Expires} against the origin's own clock; a value that is no date has passed. */
  static Optional<Duration> expires(OriginResponse response) {
    String header = response.headers().first("expires");
    if (header == null) {
      return Optional.empty();
    }
    Instant date = HttpDate.parse(response.headers().first("date")).orElse(response.receivedAt());
    return Optional.of(
        HttpDate.parse(header)
            .map(expires -> max(Duration.between(date, expires), Duration.ZERO))
            .orElse(Duration.ZERO));
  }

  private static boolean variesByAll(HeaderView headers) {
    String vary = headers.combined("vary");
    return vary != null && vary.contains("*");
  }

  static boolean hasValidator(HeaderView headers) {
    return headers.first("etag") != null || headers.first("last-modified") != null;
  }

  static Duration min(Duration a, Duration b) {
    return a.compareTo(b) <= 0 ? a : b;
  }

  static Duration max(Duration a, Duration b) {
    return a.compareTo(b) >= 0 ? a : b;
  }
}
