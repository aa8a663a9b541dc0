package dev.perigee.httpcache.freshness;

import java.time.Duration;

/**
 * How long a stored response may be used.
 *
 * @param ttl from the moment the origin made it; zero means that each use asks the origin first
 * @param staleWhileRevalidate how long after {@code ttl} it may still be used while the origin is
 *     asked in the background (RFC 5861, section 3)
 * @param staleIfError how long after {@code ttl} it may stand in for an origin that fails (RFC
 *     5861, section 4)
 */
public record Lifetime(Duration ttl, Duration staleWhileRevalidate, Duration staleIfError) {

  /** Good for the one request that caused it. */
  public static final Lifetime NONE = new Lifetime(Duration.ZERO, Duration.ZERO, Duration.ZERO);
}
