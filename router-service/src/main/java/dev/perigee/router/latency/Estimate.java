package dev.perigee.router.latency;

import dev.perigee.contracts.ClientPrefix;

/**
 * How long the way between a client and a region is expected to take.
 *
 * @param roundTripMicros in microseconds
 * @param network whose clients were measured: the client's own, or a wider one around it
 * @param samples how many measurements it rests on, older ones counting for less
 */
public record Estimate(double roundTripMicros, ClientPrefix network, double samples) {}
