package dev.perigee.origin.fetch;

import dev.perigee.contracts.OriginFailure;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.core.http.HttpClosedException;
import java.io.IOException;

/** What the HTTP client's exceptions mean; the one place that knows them. */
final class OriginErrors {

  private OriginErrors() {}

  /** Why there is no connection. */
  static OriginFailure whileConnecting(Throwable cause) {
    return cause instanceof ConnectionPoolTooBusyException
        ? OriginFailure.OriginBusy
        : OriginFailure.OriginConnectError;
  }

  /** Why no response's head came over a connection. */
  static OriginFailure whileWaiting(Throwable cause) {
    return switch (cause) {
      case TooLongHttpHeaderException _ -> OriginFailure.OriginHeaderTooBigError;
      // The connection closed, or the system reported that it broke.
      case HttpClosedException _ -> OriginFailure.OriginCommError;
      case IOException _ -> OriginFailure.OriginCommError;
      // What the decoder could not read comes as exceptions of many kinds.
      default -> OriginFailure.OriginInvalidResponseError;
    };
  }
}
