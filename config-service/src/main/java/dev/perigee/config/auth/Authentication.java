package dev.perigee.config.auth;

/** Whether a request was signed by a known key. */
public sealed interface Authentication {

  /** It was. */
  record Authentic(Caller caller) implements Authentication {}

  /**
   * It was not.
   *
   * @param code AWS's error code
   * @param why for people; never tells the expected signature
   */
  record Rejected(String code, String why) implements Authentication {}
}
