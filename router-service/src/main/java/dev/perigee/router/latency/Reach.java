package dev.perigee.router.latency;

/**
 * Whom an edge serves.
 *
 * @param networks how many networks it has measured
 * @param roundTripMicros the geometric mean of the ways to them, each counted once; meaningless
 *     where there are none
 */
public record Reach(int networks, double roundTripMicros) {}
