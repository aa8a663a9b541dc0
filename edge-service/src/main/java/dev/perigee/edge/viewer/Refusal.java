package dev.perigee.edge.viewer;

/**
 * An answer that the edge makes itself.
 *
 * @param status HTTP status
 * @param message one plain sentence for whoever reads the page
 */
record Refusal(int status, String message) {

  static final Refusal UNKNOWN_HOST =
      new Refusal(403, "No distribution answers to this host name.");
  static final Refusal DISABLED = new Refusal(403, "This distribution is disabled.");
  static final Refusal METHOD_NOT_ALLOWED =
      new Refusal(403, "This distribution does not allow this method here.");
  static final Refusal GET_WITH_BODY =
      new Refusal(403, "A GET or HEAD request must not have a body.");
  static final Refusal HTTPS_ONLY = new Refusal(403, "This object is served over HTTPS only.");
  static final Refusal BAD_REQUEST = new Refusal(400, "The request is not well formed.");
  static final Refusal INTERNAL = new Refusal(500, "The edge failed.");
  static final Refusal URL_TOO_LONG = new Refusal(414, "The URL is longer than 8192 bytes.");
  static final Refusal HEADERS_TOO_LARGE =
      new Refusal(494, "The request headers are larger than 32768 bytes.");
  static final Refusal NO_ORIGIN_SERVICE =
      new Refusal(503, "The origin could not be asked just now.");
}
