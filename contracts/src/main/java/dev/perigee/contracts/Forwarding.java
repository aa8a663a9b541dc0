package dev.perigee.contracts;

import java.util.List;

/**
 * What goes to the origin in addition to the cache key (CloudFront: origin request policy).
 *
 * @param headers viewer headers, names in lower case
 * @param cookies cookies, names case-sensitive
 * @param queryStrings query parameters, names case-sensitive
 * @param generated headers that the edge makes itself, like {@code cloudfront-viewer-country},
 *     names in lower case; what a viewer sends under such a name goes nowhere
 */
public record Forwarding(
    Selection headers, Selection cookies, Selection queryStrings, List<String> generated) {

  /** Nothing beyond the cache key. */
  public static final Forwarding NOTHING =
      new Forwarding(Selection.NONE, Selection.NONE, Selection.NONE, List.of());

  public Forwarding {
    generated = List.copyOf(generated);
  }
}
