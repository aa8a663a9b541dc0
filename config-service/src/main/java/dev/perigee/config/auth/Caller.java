package dev.perigee.config.auth;

/**
 * Who signed a request.
 *
 * @param account twelve digits; what belongs to one account is not seen by another
 * @param accessKeyId the key that signed
 * @param access what the key may do
 */
public record Caller(String account, String accessKeyId, Access access) {

  /** The account of keys that name none. */
  public static final String DEFAULT_ACCOUNT = "000000000000";
}
