package dev.perigee.config.api;

/**
 * How a request came in.
 *
 * @param endpoint where the client reached the API, for example {@code http://127.0.0.1:9000}
 * @param clientAddress the client's, as far as it is known: a literal IP address
 */
record Arrival(String endpoint, String clientAddress) {}
