package dev.perigee.edge.viewer;

import dev.perigee.edge.distribution.CompiledBehavior;
import dev.perigee.edge.distribution.Distribution;
import dev.perigee.edge.request.ViewerRequest;
import io.vertx.core.http.HttpServerResponse;

/**
 * A request and the configuration that it keeps to its end.
 *
 * @param objectPath the path of the object, the default root object in place of {@code /}
 */
record Exchange(
    ViewerRequest request,
    Distribution distribution,
    CompiledBehavior behavior,
    String objectPath) {

  HttpServerResponse response() {
    return request.http().response();
  }
}
