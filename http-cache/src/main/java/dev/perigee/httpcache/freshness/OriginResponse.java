package dev.perigee.httpcache.freshness;

import dev.perigee.httpcache.HeaderView;
import java.time.Duration;
import java.time.Instant;

/**
 * What freshness is computed from.
 *
 * @param status HTTP status
 * @param headers as the origin sent them
 * @param requestAuthorized whether the origin saw the viewer's {@code Authorization}
 * @param receivedAt when the head arrived
 * @param delay from the request to the head
 */
public record OriginResponse(
    int status,
    HeaderView headers,
    boolean requestAuthorized,
    Instant receivedAt,
    Duration delay) {}
