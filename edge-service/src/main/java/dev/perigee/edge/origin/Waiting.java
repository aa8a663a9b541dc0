package dev.perigee.edge.origin;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import org.jspecify.annotations.Nullable;

/**
 * A call that waits for its reply, and may have to make room for one to another origin. Used on the
 * caller's event loop, {@link #lost} apart.
 */
final class Waiting {

  private final Context context;
  private final String origin;

  private @Nullable HttpClientRequest request;
  private boolean lost;

  Waiting(Context context, String origin) {
    this.context = context;
    this.origin = origin;
  }

  /** There is a connection for the call; false where it is not to be used. */
  boolean begins(HttpClientRequest onItsConnection) {
    request = onItsConnection;
    // Failures come with the response; without a handler they would be logged as well.
    onItsConnection.exceptionHandler(_ -> {});
    if (lost) {
      onItsConnection.reset();
    }
    return !lost;
  }

  Future<HttpClientResponse> refused() {
    return Future.failedFuture(new OriginOverloaded(origin));
  }

  /** Another origin's call takes the place. On any thread. */
  void lost() {
    context.runOnContext(_ -> {
      lost = true;
      HttpClientRequest sent = request;
      if (sent != null) {
        sent.reset();
      }
    });
  }
}
