package dev.perigee.edge.signature;

/** Why a request's signature does not count, in CloudFront's words. */
public enum SignatureError {
  MISSING_KEY("MissingKey", "Missing Key-Pair-Id query parameter or cookie value"),
  INVALID_KEY("InvalidKey", "Unknown Key"),
  MALFORMED_SIGNATURE("MalformedSignature", "Could not unencode Signature"),
  MALFORMED_POLICY("MalformedPolicy", "Malformed Policy"),
  /** The signature is another one's, or its policy does not cover this request. */
  ACCESS_DENIED("AccessDenied", "Access denied");

  private final String code;
  private final String message;

  SignatureError(String code, String message) {
    this.code = code;
    this.message = message;
  }

  public String code() {
    return code;
  }

  public String message() {
    return message;
  }
}
