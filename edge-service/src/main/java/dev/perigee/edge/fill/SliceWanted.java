package dev.perigee.edge.fill;

import dev.perigee.edge.store.ResponseHead;
import dev.perigee.httpcache.range.Slice;
import java.util.ArrayList;
import java.util.List;

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
  boolean isIn(ResponseHead head) {
    return head.status() == 206
        && etag.equals(head.first("etag"))
        && slice.contentRange().equals(head.first("content-range"));
  }

  /** The head by which a slice is judged and kept: as if it were the object. */
  static ResponseHead asWhole(ResponseHead head) {
    List<String> fields = new ArrayList<>(head.fields().size());
    for (int i = 0; i < head.fields().size(); i += 2) {
      if (!head.fields().get(i).equals("content-range")) {
        fields.add(head.fields().get(i));
        fields.add(head.fields().get(i + 1));
      }
    }
    return new ResponseHead(200, fields);
  }
}
