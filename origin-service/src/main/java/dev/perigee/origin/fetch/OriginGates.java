package dev.perigee.origin.fetch;

/**
 * What is bounded of origins' work, each kind by itself: a request that waits for its answer costs
 * little, a body on its way holds buffers, and a WebSocket stays for hours.
 *
 * @param requests from the permission to ask until the answer's end
 * @param bodies from an answer's head until its end
 * @param webSockets from the answer 101 until either side closes
 */
public record OriginGates(OriginGate requests, Quota bodies, Quota webSockets) {}
