package dev.perigee.edge.fill;

import dev.perigee.edge.origin.OriginCall;
import dev.perigee.edge.store.Horizon;
import dev.perigee.edge.store.StoredResponse;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpMethod;
import org.jspecify.annotations.Nullable;

/** What a fill asks of the origin. */
final class FillCall {

  private FillCall() {}

  /**
   * @param known what is stored and may still hold; null for nothing
   */
  static OriginCall of(FillRequest request, @Nullable StoredResponse known, Horizon horizon) {
    MultiMap headers = request.behavior().forwarding().headers(request.viewer(), true);
    SliceWanted slice = request.slice();
    if (slice != null) {
      headers.set("range", slice.slice().range());
      headers.set("if-range", slice.etag());
    } else if (known != null) {
      condition(headers, known);
    }
    String query = request.viewer().target().query();
    return new OriginCall(
        request.key(),
        HttpMethod.valueOf(request.viewer().isHead() ? "GET" : request.viewer().method()),
        request.behavior().forwarding().uri(request.objectPath(), query),
        headers,
        null,
        -1,
        horizon);
  }

  private static void condition(MultiMap headers, StoredResponse known) {
    String originEtag = known.originEtag();
    String etag = originEtag == null ? known.etag() : originEtag;
    if (etag != null && !etag.isEmpty()) {
      headers.set("if-none-match", etag);
    }
    String lastModified = known.lastModified();
    if (lastModified != null) {
      headers.set("if-modified-since", lastModified);
    }
  }
}
