/**
 * What the edges have measured of the ways to clients' networks, {@link
 * dev.perigee.router.latency.LatencyMap}, and what is expected of them for that, {@link
 * dev.perigee.router.latency.Forecast}.
 */
@NullMarked
package dev.perigee.router.latency;

import org.jspecify.annotations.NullMarked;
