package dev.perigee.config.api;

import dev.perigee.config.wire.ApiException;
import dev.perigee.config.wire.WireRequest;
import dev.perigee.config.wire.WireResponse;

/**
 * One of the APIs that share the port, each below a path of its own and with its own wire format.
 */
public interface Api {

  /** Its name in the names of actions, for example {@code cloudfront}. */
  String name();

  /** The service that clients sign for; most often the name. */
  default String signingName() {
    return name();
  }

  /** Whether requests with this path, empty and dot segments left out, are its own. */
  boolean serves(String rawPath);

  /** How large a request's body may be. */
  default int maxBodyBytes() {
    return 1 << 20;
  }

  /**
   * Finds out what a request asks for; looks neither at its body nor at who asks.
   *
   * @throws ApiException where it is nothing that the API has
   */
  Action route(WireRequest request);

  /** An error in the API's format. */
  WireResponse error(ApiException error, String requestId);

  /** What a request asks for. */
  interface Action {

    /** Name of the operation, for example {@code CreateDistribution}. */
    String operation();

    /**
     * Does it.
     *
     * @throws ApiException where it is refused
     */
    WireResponse run(Call call);
  }
}
