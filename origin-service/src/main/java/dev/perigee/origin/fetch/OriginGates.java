package dev.perigee.origin.fetch;

/**
 * What is bounded of origins' work, each kind by itself: a request that waits for its answer costs
 * little, a body on its way holds buffers, and a WebSocket stays for hours.
 *
 * @param requests from the permission to ask until the answer's end
 * @param held the same for those whose answer the origin may hold back until there is something to
 *     tell: no other one waits behind them
 * @param bodies from an answer's head until its end
 * @param webSockets from the answer 101 until either side closes
 */
public record OriginGates(OriginGate requests, OriginGate held, Quota bodies, Quota webSockets) {}
