package dev.perigee.httpcache.freshness;

import java.time.Duration;

/**
 * How long a stored response may be used.
 *
 * @param ttl from the moment the origin made it; zero means that each use asks the origin first
 * @param staleIfError how long after {@code ttl} it may stand in for an origin that fails
 */
public record Lifetime(Duration ttl, Duration staleIfError) {}
