package dev.perigee.httpcache.freshness;

import dev.perigee.httpcache.HeaderView;
import java.time.Instant;

/**
 * What freshness is computed from.
 *
 * @param status HTTP status
 * @param headers as the origin sent them
 * @param requestAuthorized whether the origin saw the viewer's {@code Authorization}
 * @param receivedAt when the head arrived
 */
public record OriginResponse(
    int status, HeaderView headers, boolean requestAuthorized, Instant receivedAt) {}
