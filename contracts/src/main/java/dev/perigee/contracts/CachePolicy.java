package dev.perigee.contracts;

import java.time.Duration;
import java.util.List;

/**
 * What tells two cached objects of a path apart, and how long each is kept. Everything selected
 * here is sent to the origin as well.
 *
 * @param id policy id, or {@code legacy} where the behaviour's own {@code ForwardedValues} were
 *     resolved
 * @param semantics whose rules decide on freshness
 * @param minTtl lower bound of the time to live, 0 or more
 * @param defaultTtl time to live where the origin says nothing
 * @param maxTtl upper bound of the time to live
 * @param headers request headers in the key, names in lower case; never {@code ALL_EXCEPT}. {@code
 *     ALL} (legacy only) sends every viewer header to the origin and turns caching off
 * @param generated headers in the key that the edge makes itself, like {@code
 *     cloudfront-viewer-country}, names in lower case
 * @param cookies cookies in the key, names case-sensitive
 * @param queryStrings query parameters in the key, names case-sensitive
 * @param gzip whether a normalised {@code Accept-Encoding} may name gzip
 * @param brotli whether a normalised {@code Accept-Encoding} may name br
 */
public record CachePolicy(
    String id,
    Semantics semantics,
    Duration minTtl,
    Duration defaultTtl,
    Duration maxTtl,
    Selection headers,
    List<String> generated,
    Selection cookies,
    Selection queryStrings,
    boolean gzip,
    boolean brotli) {

  public CachePolicy {
    generated = List.copyOf(generated);
  }

  /** Whose rules decide on freshness and on what may be stored. */
  public enum Semantics {
    CLOUDFRONT,
    /** Pure HTTP, for the managed policy {@code Perigee-RFC9111}. */
    RFC9111
  }
}
