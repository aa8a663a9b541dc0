package dev.perigee.router.latency;

import dev.perigee.contracts.ClientPrefix;

/**
 * How long the way between a client and a region is expected to take.
 *
 * @param roundTripMicros in microseconds
 * @param network whose clients were measured: the client's own, or a wider one around it
 * @param samples how many measurements it rests on, older ones counting for less
 */
public record Estimate(double roundTripMicros, ClientPrefix network, double samples) {

  /**
   * What the way may take at best: of the client's own network the estimate stands, what was
   * measured of wider ones says ever less.
   */
  public double hopefulMicros() {
    int missing =
        (network.isIpv4() ? ClientPrefix.IPV4_BITS : ClientPrefix.IPV6_BITS) - network.bits();
    double hope =
        switch (missing / 4) {
          case 0 -> 1;
          case 1 -> 0.7;
          case 2 -> 0.5;
          case 3 -> 0.15;
          default -> 0.05;
        };
    return hope * roundTripMicros;
  }
}
