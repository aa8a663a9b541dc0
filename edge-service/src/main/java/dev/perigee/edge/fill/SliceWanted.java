package dev.perigee.edge.fill;

import dev.perigee.edge.origin.OriginReply;
import dev.perigee.httpcache.range.Slice;

/**
 * A slice of one version of an object.
 *
 * @param etag the version's strong entity tag
 */
public record SliceWanted(String etag, Slice slice) {

  /** The slice's own key, under the object's: versions never mix. */
  public String key(String objectKey) {
    return objectKey + "\nslice " + etag + ' ' + slice.first();
  }

  /** Whether a response holds this slice of this version, and nothing else. */
  boolean isIn(OriginReply reply) {
    return reply.head().isOf(etag, slice);
  }
}
