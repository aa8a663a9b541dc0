package dev.perigee.edge.viewer;

import dev.perigee.edge.request.ViewerRequest;
import dev.perigee.httpcache.HeaderView;
import dev.perigee.httpcache.range.RangeRequest;
import dev.perigee.httpcache.range.RangeRequest.Part;
import dev.perigee.httpcache.range.RangeRequest.Whole;
import dev.perigee.httpcache.validation.Preconditions;
import io.vertx.core.http.HttpServerResponse;

/** The heads of answers that are less than the whole object (RFC 9110, section 15). */
final class Partial {

  private Partial() {}

  /**
   * What part of an object of known length the viewer wants; only GET has parts (RFC 9110, section
   * 14.2).
   *
   * @param stored the head of what is stored
   */
  static RangeRequest asked(ViewerRequest request, HeaderView stored, long bytes) {
    String range = request.first("range");
    return range == null || request.isHead() || !Preconditions.rangeApplies(request, stored)
        ? new Whole()
        : RangeRequest.resolve(range, bytes);
  }

  static void part(HttpServerResponse response, Part part, long objectBytes) {
    response
        .setStatusCode(206)
        .putHeader("content-range", "bytes " + part.first() + "-" + part.last() + "/" + objectBytes)
        .putHeader("content-length", Long.toString(part.length()));
  }

  static void unsatisfiable(HttpServerResponse response, long objectBytes) {
    response
        .setStatusCode(416)
        .putHeader("content-range", "bytes */" + objectBytes)
        .putHeader("content-length", "0")
        .end();
  }

  static void notModified(HttpServerResponse response) {
    response.headers().remove("content-length").remove("content-type");
    response.setStatusCode(304).end();
  }
}
