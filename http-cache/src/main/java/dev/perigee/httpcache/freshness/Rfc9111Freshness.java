package dev.perigee.httpcache.freshness;

import dev.perigee.contracts.CachePolicy;
import dev.perigee.httpcache.HeaderView;
import dev.perigee.httpcache.Reason;
import dev.perigee.httpcache.freshness.Cacheability.DoNotStore;
import dev.perigee.httpcache.freshness.Cacheability.Store;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * A shared cache's rules by RFC 9111, sections 3 and 4, with {@code CDN-Cache-Control} (RFC 9213)
 * in the place of {@code Cache-Control} where it is present. Nothing is kept on a guess: a response
 * without explicit freshness is kept only for the policy's default time.
 *
 * <p>A response that varies is not kept, which the RFC allows: the key does not tell its variants
 * apart.
 */
final class Rfc9111Freshness implements FreshnessRules {

  /** What may be kept without an explicit time (RFC 9110, section 15.1), parts aside. */
  private static final Set<Integer> HEURISTIC =
      Set.of(200, 203, 204, 300, 301, 308, 404, 405, 410, 414, 501);

  private final CachePolicy policy;

  Rfc9111Freshness(CachePolicy policy) {
    this.policy = policy;
  }

  @Override
  public Cacheability evaluate(OriginResponse response) {
    HeaderView headers = response.headers();
    String targeted = headers.combined("cdn-cache-control");
    CacheControl control =
        CacheControl.parse(targeted != null ? targeted : headers.combined("cache-control"));
    if (response.status() == 206 || response.status() == 304) {
      return new DoNotStore(Reason.STATUS);
    }
    if (control.noStore()) {
      return new DoNotStore(Reason.NO_STORE);
    }
    if (control.isPrivate()) {
      return new DoNotStore(Reason.PRIVATE);
    }
    if (headers.first("vary") != null) {
      return new DoNotStore(Reason.VARY);
    }
    if (response.requestAuthorized() && !allowsSharing(control)) {
      return new DoNotStore(Reason.AUTHORIZATION);
    }
    return lifetime(response, control, targeted != null);
  }

  private Cacheability lifetime(OriginResponse response, CacheControl control, boolean targeted) {
    Optional<Duration> explicit = explicit(response, control, targeted);
    if (explicit.isEmpty() && !control.isPublic() && !HEURISTIC.contains(response.status())) {
      return new DoNotStore(Reason.STATUS);
    }
    Duration ttl =
        control.noCache()
            ? Duration.ZERO
            : CloudFrontFreshness.min(explicit.orElse(policy.defaultTtl()), policy.maxTtl());
    if (ttl.isZero() && !CloudFrontFreshness.hasValidator(response.headers())) {
      return new DoNotStore(control.noCache() ? Reason.NO_CACHE : Reason.NO_LIFETIME);
    }
    boolean staleForbidden = control.forbidsStale() || control.sharedMaxAge() >= 0;
    Duration staleIfError =
        staleForbidden || control.staleIfError() < 0
            ? Duration.ZERO
            : Duration.ofSeconds(control.staleIfError());
    return new Store(new Lifetime(ttl, staleIfError));
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
}
