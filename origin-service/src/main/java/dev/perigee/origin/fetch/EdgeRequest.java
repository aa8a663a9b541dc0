package dev.perigee.origin.fetch;

import dev.perigee.contracts.OriginFetch;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

/**
 * What an edge asks for, read from its request's head.
 *
 * @param target raw path and query, beginning with a slash
 * @param headers as they came
 * @param fingerprint of the origin to ask
 * @param group fingerprint of the origin group to ask in its place; null for none
 * @param horizon as it came; the answer carries it back
 * @param viewerHttps whether the viewer spoke HTTPS
 * @param forwardedHost the {@code Host} that the origin is to see; null for its own
 */
record EdgeRequest(
    HttpMethod method,
    String target,
    MultiMap headers,
    String fingerprint,
    @Nullable String group,
    long horizon,
    boolean viewerHttps,
    @Nullable String forwardedHost) {

  /** A request head read, or the reason why it is none of an edge's. */
  sealed interface Reading {
    record Read(EdgeRequest request) implements Reading {}

    record Malformed(String reason) implements Reading {}
  }

  static Reading read(HttpServerRequest incoming) {
    MultiMap headers = incoming.headers();
    String target = incoming.uri();
    if (target == null || !target.startsWith("/")) {
      return new Reading.Malformed("target: " + target + " (expected: a path)");
    }
    String fingerprint = headers.get(OriginFetch.ORIGIN);
    if (fingerprint == null || fingerprint.isEmpty()) {
      return new Reading.Malformed(OriginFetch.ORIGIN + ": absent (expected: a fingerprint)");
    }
    Long horizon = horizon(headers.get(OriginFetch.HORIZON));
    if (horizon == null) {
      return new Reading.Malformed(
          OriginFetch.HORIZON
              + ": "
              + headers.get(OriginFetch.HORIZON)
              + " (expected: an offset, -1 for none)");
    }
    return new Reading.Read(
        new EdgeRequest(
            incoming.method(),
            target,
            headers,
            fingerprint,
            headers.get(OriginFetch.GROUP),
            horizon,
            "https".equals(headers.get(OriginFetch.VIEWER_PROTOCOL)),
            headers.get(OriginFetch.HOST)));
  }

  private static @Nullable Long horizon(@Nullable String text) {
    try {
      long horizon = Long.parseLong(text);
      return horizon < -1 ? null : horizon;
    } catch (NumberFormatException e) {
      return null;
    }
  }

  /** The fingerprint of what is asked: the group, or else the origin. */
  String asked() {
    return group == null ? fingerprint : group;
  }

  /** The same request by another method. */
  EdgeRequest as(HttpMethod other) {
    return new EdgeRequest(
        other, target, headers, fingerprint, group, horizon, viewerHttps, forwardedHost);
  }

  boolean hasBody() {
    String length = headers.get(HttpHeaders.CONTENT_LENGTH);
    return headers.contains(HttpHeaders.TRANSFER_ENCODING)
        || (length != null && !"0".equals(length));
  }

  /** Whether the edge wants to go on by WebSocket. */
  boolean wantsWebSocket() {
    return method == HttpMethod.GET
        && headers.contains(HttpHeaders.UPGRADE, "websocket", true)
        && headers.contains(HttpHeaders.CONNECTION, "upgrade", true);
  }

  /** Whether the origin may hold its response back until there is something to tell. */
  boolean mayBeHeld() {
    return headers.contains(OriginFetch.HELD);
  }

  /** Whether nobody has asked for the object yet, so that nothing is to wait behind it. */
  boolean isAhead() {
    return headers.contains(OriginFetch.AHEAD);
  }

  /** Whether it asks for the rest of a body that an instance of origin-service broke off. */
  boolean goesOnFrom(String instance) {
    return instance.equals(headers.get(OriginFetch.BROKEN_OFF_BY));
  }

  boolean expectsContinue() {
    return "100-continue".equalsIgnoreCase(headers.get(HttpHeaders.EXPECT));
  }
}
