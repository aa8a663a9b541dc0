package dev.perigee.edge.viewer;

import dev.perigee.edge.distribution.CompiledBehavior;
import dev.perigee.edge.distribution.Distribution;
import dev.perigee.edge.distribution.ErrorPage;
import dev.perigee.edge.request.ViewerRequest;
import io.vertx.core.http.HttpServerResponse;
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
    return of(request, distribution, 0);
  }

  private static Exchange of(ViewerRequest request, Distribution distribution, int pageStatus) {
    return new Exchange(
        request,
        distribution,
        distribution.behavior(request.target().matchPath()),
        distribution.objectPath(request.target().rawPath()),
        pageStatus);
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
    return page == null ? null : of(request.insteadFor(page.target()), distribution, page.status());
  }
}
