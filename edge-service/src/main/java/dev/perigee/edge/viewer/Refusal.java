package dev.perigee.edge.viewer;

import dev.perigee.edge.signature.SignatureError;
import dev.perigee.httpcache.Reason;

/**
 * An answer that the edge makes itself.
 *
 * @param status HTTP status
 * @param reason why, for {@code Cache-Status}
 * @param message one plain sentence for whoever reads the page
 * @param code the error's name for programs, which get XML; empty for a page for people
 */
record Refusal(int status, Reason reason, String message, String code) {

  private Refusal(int status, Reason reason, String message) {
    this(status, reason, message, "");
  }

  static final Refusal UNKNOWN_HOST =
      new Refusal(403, Reason.UNKNOWN_HOST, "No distribution answers to this host name.");
  static final Refusal MISDIRECTED =
      new Refusal(
          421, Reason.MISDIRECTED, "This host name must be asked for on a connection of its own.");
  static final Refusal DISABLED =
      new Refusal(403, Reason.DISABLED, "This distribution is disabled.");
  static final Refusal STAGING =
      new Refusal(403, Reason.STAGING, "A staging distribution is not served under its own name.");
  static final Refusal METHOD_NOT_ALLOWED =
      new Refusal(
          403, Reason.METHOD_NOT_ALLOWED, "This distribution does not allow this method here.");
  static final Refusal GET_WITH_BODY =
      new Refusal(403, Reason.GET_WITH_BODY, "A GET or HEAD request must not have a body.");
  static final Refusal HTTPS_ONLY =
      new Refusal(403, Reason.HTTPS_ONLY, "This object is served over HTTPS only.");
  static final Refusal COUNTRY =
      new Refusal(403, Reason.COUNTRY, "This distribution does not serve your country.");
  static final Refusal NO_GEO_DATABASE =
      new Refusal(
          403,
          Reason.NO_GEO_DATABASE,
          "This distribution serves some countries only, and this edge cannot tell yours.");
  static final Refusal BAD_REQUEST =
      new Refusal(400, Reason.BAD_REQUEST, "The request is not well formed.");
  static final Refusal INTERNAL = new Refusal(500, Reason.INTERNAL, "The edge failed.");
  static final Refusal URL_TOO_LONG =
      new Refusal(414, Reason.URL_TOO_LONG, "The URL is longer than 8192 bytes.");
  static final Refusal HEADERS_TOO_LARGE =
      new Refusal(
          494, Reason.HEADERS_TOO_LARGE, "The request headers are larger than 32768 bytes.");
  static final Refusal BODY_TOO_LARGE =
      new Refusal(413, Reason.BODY_TOO_LARGE, "The request's body is too large.");
  static final Refusal LOOP =
      new Refusal(403, Reason.LOOP, "The request has passed through too many distributions.");
  static final Refusal NO_ORIGIN_SERVICE =
      new Refusal(503, Reason.NO_ORIGIN_SERVICE, "The origin could not be asked just now.");

  static final Refusal ORIGIN_BUSY =
      new Refusal(503, Reason.ORIGIN_BUSY, "Too many requests wait for the origin just now.");

  /** A fill that came to nothing. */
  static Refusal ofFill(Reason reason) {
    return reason == Reason.ORIGIN_BUSY ? ORIGIN_BUSY : NO_ORIGIN_SERVICE;
  }

  /** In CloudFront's form, which tools look for. */
  static Refusal of(SignatureError error) {
    return new Refusal(403, Reason.SIGNATURE, error.message(), error.code());
  }
}
