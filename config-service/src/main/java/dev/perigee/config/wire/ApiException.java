package dev.perigee.config.wire;

/**
 * A request that is refused, in CloudFront's words.
 *
 * <p>Thrown from wherever the reason is found; it rolls back the transaction around it, and becomes
 * the error response. Carries no stack trace: it tells of the client's request, not of this code.
 */
public final class ApiException extends RuntimeException {

  private static final long serialVersionUID = 1L;
  private static final int MAX_CHARACTERS = 1_000;

  private final String code;
  private final String text;

  /**
   * Makes one.
   *
   * @param code one of {@link ErrorCodes}
   * @param text for people: the value and what was expected; cut where a value makes it very long
   */
  public ApiException(String code, String text) {
    super(code + ": " + bounded(text), null, false, false);
    this.code = code;
    this.text = bounded(text);
  }

  public static ApiException invalidArgument(String text) {
    return new ApiException("InvalidArgument", text);
  }

  /**
   * For what CloudFront can and Perigee cannot.
   *
   * @param what member and value
   */
  public static ApiException notSupported(String what) {
    return notSupported("InvalidArgument", what);
  }

  /** The same with another code. */
  public static ApiException notSupported(String code, String what) {
    return new ApiException(code, what + ": Perigee does not support this yet");
  }

  static ApiException malformed(String text) {
    return new ApiException("MalformedXML", text);
  }

  private static String bounded(String text) {
    return text.length() <= MAX_CHARACTERS ? text : text.substring(0, MAX_CHARACTERS) + "...";
  }

  public String code() {
    return code;
  }

  public String text() {
    return text;
  }

  public int status() {
    return ErrorCodes.status(code);
  }
}
