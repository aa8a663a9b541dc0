package dev.perigee.origin.fetch;

import dev.perigee.contracts.Origin;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * An origin's response whose head has come. Its body comes as soon as it has a handler.
 *
 * @param origin who answers
 * @param request what it answers; reset to give the rest of the body up
 * @param watch runs on; whoever takes the answer takes it too
 */
record OriginAnswer(
    Origin origin, HttpClientRequest request, HttpClientResponse response, StallWatch watch) {

  private static final int NO_CONTENT = 204;
  private static final int NOT_MODIFIED = 304;
  private static final int MAX_DISCARDED_BYTES = 65_536;

  int status() {
    return response.statusCode();
  }

  /** Whether a body follows this answer to a request with that method (RFC 9112, section 6.3). */
  boolean hasBody(HttpMethod method) {
    return method != HttpMethod.HEAD && status() != NO_CONTENT && status() != NOT_MODIFIED;
  }

  /** Length of the body as announced; null where it is not. */
  @Nullable String length() {
    MultiMap headers = response.headers();
    return headers.contains(HttpHeaders.TRANSFER_ENCODING)
        ? null
        : headers.get(HttpHeaders.CONTENT_LENGTH);
  }

  /**
   * Closes the connection unless the response has all come: then the connection may carry another
   * request by now, and Vert.x would close it all the same. What lies here is read first, to see
   * whether the end is in it.
   */
  void letGo(Vertx vertx) {
    AtomicBoolean ended = new AtomicBoolean();
    response.handler(_ -> {}).endHandler(_ -> ended.set(true)).resume();
    vertx.runOnContext(_ -> {
      if (!ended.get()) {
        request.reset();
      }
    });
  }

  /**
   * Lets the rest of a short body go by, so that the connection can be used again, and closes the
   * connection of a longer one.
   *
   * @param scope of this answer alone; ended here
   */
  void discard(Scope scope) {
    AtomicBoolean ended = new AtomicBoolean();
    scope.atEnd(() -> {
      if (!ended.get()) {
        request.reset();
      }
    });
    watch.onStall(_ -> scope.end());
    response
        .exceptionHandler(_ -> scope.end())
        .endHandler(_ -> {
          ended.set(true);
          scope.end();
        })
        .handler(_ -> {})
        .resume();
    if (!isShort()) {
      scope.end();
    }
  }

  private boolean isShort() {
    String length = length();
    try {
      return length != null && Long.parseLong(length) <= MAX_DISCARDED_BYTES;
    } catch (NumberFormatException e) {
      return false;
    }
  }
}
