package dev.perigee.edge.origin;

import dev.perigee.edge.store.Horizon;
import dev.perigee.httpcache.request.MediaParameters;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.streams.ReadStream;
import org.jspecify.annotations.Nullable;

/**
 * A request to origin-service.
 *
 * @param placement names the object: calls of one placement go to the same instance
 * @param shieldRegion the region whose instances are to ask the origin; null for the edge's own
 * @param headers given over
 * @param body the viewer's, paused; null for none
 * @param bodyBytes length of the body, -1 where it is not known beforehand
 * @param horizon what the edge had applied of the invalidation log before this call
 */
public record OriginCall(
    String placement,
    @Nullable String shieldRegion,
    HttpMethod method,
    String uri,
    MultiMap headers,
    @Nullable ReadStream<Buffer> body,
    long bodyBytes,
    Horizon horizon) {

  /** The same request with other headers, which are given over. */
  OriginCall with(MultiMap others) {
    return new OriginCall(placement, shieldRegion, method, uri, others, body, bodyBytes, horizon);
  }

  /** Whether the same request may be sent to another instance (RFC 9110, section 9.2.2). */
  boolean mayBeRepeated() {
    return body == null && (method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD));
  }

  /** Whether the origin may hold its response back, so that no other one is to wait behind it. */
  boolean mayBeHeld() {
    return mayBeHeld(uri);
  }

  /**
   * The same of a request that is not made yet.
   *
   * @param uri the path and query that the origin is asked for
   */
  public static boolean mayBeHeld(String uri) {
    int query = uri.indexOf('?');
    return query >= 0 && MediaParameters.waits(uri.substring(query + 1));
  }
}
