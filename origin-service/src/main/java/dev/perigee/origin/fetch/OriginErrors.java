package dev.perigee.origin.fetch;

import dev.perigee.contracts.OriginFailure;
import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.core.http.HttpClosedException;
import java.io.IOException;
import java.net.ConnectException;
import java.security.cert.CertificateException;
import javax.net.ssl.SSLException;

/** What the HTTP client's exceptions mean; the one place that knows them. */
final class OriginErrors {

  private OriginErrors() {}

  /** Why there is no connection. */
  static OriginFailure whileConnecting(Throwable cause) {
    return cause instanceof ConnectionPoolTooBusyException
        ? OriginFailure.OriginBusy
        : OriginFailure.OriginConnectError;
  }

  /** The same for people. */
  static String inWords(Throwable whileConnecting) {
    return switch (whileConnecting) {
      case ConnectionPoolTooBusyException _ -> "every connection is in use";
      case ConnectTimeoutException _ -> "timed out";
      case OriginClients.NoTlsVersion e -> "TLS failed: " + e.getMessage();
      case SSLException e when isOfCertificate(e) -> "its certificate is not accepted";
      case SSLException _ -> "TLS failed";
      case ConnectException _ -> "refused";
      default -> "failed";
    };
  }

  private static boolean isOfCertificate(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof CertificateException) {
        return true;
      }
    }
    return false;
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
