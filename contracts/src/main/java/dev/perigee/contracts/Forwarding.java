package dev.perigee.contracts;

/**
 * What goes to the origin in addition to the cache key (CloudFront: origin request policy).
 *
 * @param headers viewer headers, names in lower case
 * @param cookies cookies, names case-sensitive
 * @param queryStrings query parameters, names case-sensitive
 */
public record Forwarding(Selection headers, Selection cookies, Selection queryStrings) {

  /** Nothing beyond the cache key. */
  public static final Forwarding NOTHING =
      new Forwarding(Selection.NONE, Selection.NONE, Selection.NONE);
}
