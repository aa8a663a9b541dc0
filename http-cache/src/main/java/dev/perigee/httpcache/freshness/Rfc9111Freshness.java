package dev.perigee.httpcache.freshness;

import dev.perigee.contracts.CachePolicy;
import dev.perigee.httpcache.HeaderView;
import dev.perigee.httpcache.Reason;
import dev.perigee.httpcache.freshness.Cacheability.DoNotStore;
import dev.perigee.httpcache.freshness.Cacheability.Store;
import dev.perigee.httpcache.key.Variants;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A shared cache's rules by RFC 9111, sections 3 and 4, with {@code CDN-Cache-Control} (RFC 9213)
 * in the place of {@code Cache-Control} where it is present. Nothing is kept on a guess: a response
 * without explicit freshness is kept only for the policy's default time.
 */
final class Rfc9111Freshness implements FreshnessRules {

  /** What may be kept without an explicit time (RFC 9110, section 15.1), parts aside. */
  private static final Set<Integer> HEURISTIC =
      Set.of(200, 203, 204, 300, 301, 308, 404, 405, 410, 414, 501);

  /** What RFC 9110 defines and asks nothing of caches that this one does not do, parts aside. */
  private static final Set<Integer> UNDERSTOOD =
      Set.of(
          200, 201, 202, 203, 204, 205, 300, 301, 302, 303, 307, 308, 400, 401, 402, 403, 404, 405,
          406, 407, 408, 409, 410, 411, 412, 413, 414, 415, 416, 417, 421, 422, 426, 500, 501, 502,
          503, 504, 505);

  private final CachePolicy policy;

  Rfc9111Freshness(CachePolicy policy) {
    this.policy = policy;
  }

  @Override
  public Cacheability evaluate(OriginResponse response) {
    HeaderView headers = response.headers();
    Optional<CacheControl> targeted = TargetedCacheControl.of(headers);
    CacheControl control =
        targeted.orElseGet(() -> CacheControl.parse(headers.combined("cache-control")));
    if (response.status() == 206
        || response.status() == 304
        || control.mustUnderstand() && !UNDERSTOOD.contains(response.status())) {
      return new DoNotStore(Reason.STATUS);
    }
    if (control.noStore() && !control.mustUnderstand()) {
      return new DoNotStore(Reason.NO_STORE);
    }
    if (control.isPrivate().whole()) {
      return new DoNotStore(Reason.PRIVATE);
    }
    if (Variants.of(headers) instanceof Variants.Untold) {
      return new DoNotStore(Reason.VARY);
    }
    if (response.requestAuthorized() && !allowsSharing(control)) {
      return new DoNotStore(Reason.AUTHORIZATION);
    }
    return lifetime(response, control, targeted.isPresent());
  }

  private Cacheability lifetime(OriginResponse response, CacheControl control, boolean targeted) {
    Optional<Duration> explicit = explicit(response, control, targeted);
    if (explicit.isEmpty() && !control.isPublic() && !HEURISTIC.contains(response.status())) {
      return new DoNotStore(Reason.STATUS);
    }
    boolean noCache = control.noCache().whole();
    Duration ttl =
        noCache
            ? Duration.ZERO
            : CloudFrontFreshness.min(explicit.orElse(policy.defaultTtl()), policy.maxTtl());
    if (ttl.isZero() && !CloudFrontFreshness.hasValidator(response.headers())) {
      return new DoNotStore(noCache ? Reason.NO_CACHE : Reason.NO_LIFETIME);
    }
    return new Store(withStale(ttl, control), withheld(control));
  }

  /** RFC 9111, section 4.2.4: what is stale is used only where the origin says so. */
  private static Lifetime withStale(Duration ttl, CacheControl control) {
    boolean forbidden =
        control.forbidsStale() || control.sharedMaxAge() >= 0 || control.noCache().whole();
    return forbidden
        ? new Lifetime(ttl, Duration.ZERO, Duration.ZERO)
        : new Lifetime(
            ttl,
            CloudFrontFreshness.seconds(control.staleWhileRevalidate()),
            CloudFrontFreshness.seconds(control.staleIfError()));
  }

  private static List<String> withheld(CacheControl control) {
    return Stream.concat(control.noCache().fields().stream(), control.isPrivate().fields().stream())
        .distinct()
        .toList();
  }

  private static Optional<Duration> explicit(
      OriginResponse response, CacheControl control, boolean targeted) {
    if (control.sharedMaxAge() >= 0) {
      return Optional.of(Duration.ofSeconds(control.sharedMaxAge()));
    }
    if (control.maxAge() >= 0) {
      return Optional.of(Duration.ofSeconds(control.maxAge()));
    }
    return targeted ? Optional.empty() : CloudFrontFreshness.expires(response);
  }

  /** RFC 9111, section 3.5. */
  private static boolean allowsSharing(CacheControl control) {
    return control.isPublic() || control.mustRevalidate() || control.sharedMaxAge() >= 0;
  }

  /** RFC 9111, section 4.2.3. */
  @Override
  public Duration initialAge(OriginResponse response) {
    Duration apparent =
        HttpDate.parse(response.headers().first("date"))
            .map(date ->
                Duration.ofSeconds(Duration.between(date, response.receivedAt()).toSeconds()))
            .orElse(Duration.ZERO);
    Duration corrected = Duration.ofSeconds(age(response)).plus(response.delay());
    return CloudFrontFreshness.max(apparent, corrected);
  }

  /** Of several ages the first counts; one that is no number counts for nothing (section 5.1). */
  private static long age(OriginResponse response) {
    String header = response.headers().first("age");
    if (header == null) {
      return 0;
    }
    int comma = header.indexOf(',');
    String first = (comma < 0 ? header : header.substring(0, comma)).strip();
    boolean isNumber = !first.isEmpty() && first.chars().allMatch(c -> c >= '0' && c <= '9');
    return isNumber ? CacheControl.parse("max-age=" + first).maxAge() : 0;
  }

  /** Each request finds out for itself whether the origin still fails. */
  @Override
  public Duration errorPause(int status) {
    return Duration.ZERO;
  }
}
