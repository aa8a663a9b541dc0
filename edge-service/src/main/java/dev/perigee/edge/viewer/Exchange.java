package dev.perigee.edge.viewer;

import dev.perigee.edge.distribution.CompiledBehavior;
import dev.perigee.edge.distribution.Distribution;
import dev.perigee.edge.distribution.ErrorPage;
import dev.perigee.edge.facts.GeneratedHeaders;
import dev.perigee.edge.request.ViewerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request and the configuration that it keeps to its end.
 *
 * @param objectPath the path of the object, the default root object in place of {@code /}
 * @param pageStatus HTTP status of the answer where the object is an error page; 0 where it is none
 */
record Exchange(
    ViewerRequest request,
    Distribution distribution,
    CompiledBehavior behavior,
    String objectPath,
    int pageStatus) {

  static Exchange of(ViewerRequest request, Distribution distribution) {
    CompiledBehavior behavior = distribution.behavior(request.target().matchPath());
    return new Exchange(
        request, distribution, behavior, distribution.objectPath(request.target().rawPath()), 0);
  }

  /** The same with another form of the same request. */
  Exchange with(ViewerRequest other) {
    return new Exchange(other, distribution, behavior, objectPath, pageStatus);
  }

  /** The same with the headers that the edge makes for its origin. */
  Exchange withGenerated(GeneratedHeaders made) {
    List<String> names = behavior.forwarding().generated();
    return names.isEmpty() ? this : with(request.withGenerated(made.of(request, names)));
  }

  HttpServerResponse response() {
    return request.http().response();
  }

  boolean isErrorPage() {
    return pageStatus != 0;
  }

  /** The status that the viewer gets with a response of this one. */
  int viewerStatus(int status) {
    return isErrorPage() && status == 200 ? pageStatus : status;
  }

  /**
   * The error page that stands in for a response of this status, as a request of its own; null
   * where there is none, or this is one itself.
   */
  @Nullable Exchange errorPage(int status) {
    if (status < 400 || isErrorPage()) {
      return null;
    }
    ErrorPage page = distribution.errorPage(status);
    if (page == null) {
      return null;
    }
    Exchange asked = of(request.insteadFor(page.target()), distribution);
    return new Exchange(
        asked.request(), distribution, asked.behavior(), asked.objectPath(), page.status());
  }
}
