package dev.perigee.origin.fetch;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One request of an edge's, from its head to the end of the answer. It knows whether the edge is
 * still there and what is to be undone when it leaves or when the answer is complete. Used on one
 * event loop.
 */
final class Exchange {

  private final HttpServerRequest incoming;
  private final EdgeRequest request;
  private final long startNanos = System.nanoTime();
  private final List<Runnable> atEnd = new ArrayList<>(2);

  private @Nullable Runnable onLeft;
  private boolean left;
  private boolean ended;

  /** Takes the request over, paused. */
  Exchange(HttpServerRequest incoming, EdgeRequest request) {
    this.incoming = incoming;
    this.request = request;
    incoming.exceptionHandler(_ -> leave());
    incoming.response().exceptionHandler(_ -> leave());
    incoming.response().closeHandler(_ -> leave());
  }

  EdgeRequest request() {
    return request;
  }

  HttpServerRequest incoming() {
    return incoming;
  }

  HttpServerResponse response() {
    return incoming.response();
  }

  long ageNanos() {
    return System.nanoTime() - startNanos;
  }

  /** Whether the edge has gone before its answer was complete. */
  boolean hasLeft() {
    return left;
  }

  /** Replaces what is done when the edge leaves; done at once where it has left already. */
  void whenLeft(Runnable action) {
    onLeft = action;
    if (left) {
      action.run();
    }
  }

  /** Adds what is done at the end, however it comes; done at once where it has come already. */
  void atEnd(Runnable action) {
    if (ended) {
      action.run();
    } else {
      atEnd.add(action);
    }
  }

  /** Breaks the edge's connection, so that it cannot take what it has for a whole answer. */
  void breakOff() {
    end();
    incoming.connection().close();
  }

  /** Ends the exchange: everything held for it is given back. Harmless when repeated. */
  void end() {
    if (!ended) {
      ended = true;
      atEnd.forEach(Runnable::run);
    }
  }

  boolean hasEnded() {
    return ended;
  }

  private void leave() {
    if (left || ended) {
      return;
    }
    left = true;
    end();
    if (onLeft != null) {
      onLeft.run();
    }
  }
}
