package dev.perigee.edge.origin;

import dev.perigee.landing.Landing;
import io.netty.buffer.ByteBuf;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.net.NetSocket;
import io.vertx.core.streams.ReadStream;
import java.io.IOException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The body of a response, as it comes from origin-service. Where the instance that sends it is
 * gone, it goes on from another one, if its {@link Continuation} finds one:
 *
 * <pre>
 *   coming ── connection lost ──▶ asking ── the rest ──▶ coming
 *     │  │                          └───── nothing ────▶ broken
 *     │  └───── anything else fails ───────────────────▶ broken
 *     └──────── whole ─────────────────────────────────▶ ended
 * </pre>
 *
 * <p>It comes paused. Of one event loop.
 */
public final class OriginBody implements ReadStream<Buffer> {

  private final Supplier<@Nullable Continuation> howToGoOn;
  private final Promise<Void> over = Promise.promise();

  private @Nullable HttpClientResponse source;
  private @Nullable Continuation continuation;
  private @Nullable Handler<Buffer> handler;
  private @Nullable Handler<Void> endHandler;
  private @Nullable Handler<Throwable> exceptionHandler;
  private long demand;
  private long received;
  private long landsFrom = Long.MAX_VALUE;
  private boolean discarded;
  private boolean cancelled;

  /**
   * @param response paused
   * @param howToGoOn asked once the body has broken off; null where it stays so
   */
  OriginBody(HttpClientResponse response, Supplier<@Nullable Continuation> howToGoOn) {
    this.howToGoOn = howToGoOn;
    comeFrom(response);
  }

  /** A body that does not go on where it breaks off. */
  public static OriginBody of(HttpClientResponse response) {
    return new OriginBody(response, () -> null);
  }

  private void comeFrom(HttpClientResponse response) {
    source = response;
    response.handler(part -> passOn(response, part));
    response.endHandler(_ -> ended());
    response.exceptionHandler(cause -> brokeOff(response, cause));
  }

  /** Parts may lie ready in a response whose connection is lost: these come once more. */
  private void passOn(HttpClientResponse from, Buffer part) {
    if (from != source) {
      return;
    }
    if (demand < Long.MAX_VALUE) {
      demand--;
    }
    Handler<Buffer> taker = handler;
    if (taker == null) {
      discarded = true;
      return;
    }
    taker.handle(part);
    if (!cancelled) {
      received += part.length();
    }
  }

  private void ended() {
    over.tryComplete();
    Handler<Void> told = endHandler;
    if (told != null) {
      told.handle(null);
    }
  }

  private void brokeOff(HttpClientResponse from, Throwable cause) {
    if (from != source) {
      return;
    }
    Continuation next = discarded || cancelled || !isLost(cause) ? null : continuation();
    if (next == null) {
      fail(cause);
      return;
    }
    source = null;
    landsFrom = Long.MAX_VALUE;
    next.from(received).onSuccess(this::goOn).onFailure(this::fail);
  }

  private @Nullable Continuation continuation() {
    if (continuation == null) {
      continuation = howToGoOn.get();
    }
    return continuation;
  }

  /** Whether a connection ended, and not because this edge wanted that. */
  static boolean isLost(Throwable failure) {
    return failure instanceof HttpClosedException || failure instanceof IOException;
  }

  private void goOn(HttpClientResponse rest) {
    comeFrom(rest);
    if (cancelled) {
      rest.request().reset();
    } else if (demand == Long.MAX_VALUE) {
      rest.resume();
    } else if (demand > 0) {
      rest.fetch(demand);
    }
  }

  private void fail(Throwable cause) {
    over.tryFail(cause);
    Handler<Throwable> told = exceptionHandler;
    if (told != null) {
      told.handle(cause);
    }
  }

  /** Completes with the body's end, and fails where there will be none. */
  public Future<Void> end() {
    return over.future();
  }

  /** The connection itself, where the response has opened a tunnel. */
  public NetSocket netSocket() {
    HttpClientResponse opening = source;
    if (opening == null) {
      throw new IllegalStateException("the connection is lost");
    }
    return opening.netSocket();
  }

  /** Has the rest come to lie where it is to be kept ({@link Landing}). */
  public void landIn(ByteBuf room) {
    HttpClientResponse coming = source;
    landsFrom = coming == null ? Long.MAX_VALUE : Landing.begin(coming, room);
  }

  /** Whether the part that is being handed over has come to lie there. */
  public boolean hasLanded() {
    return received >= landsFrom;
  }

  /**
   * Ends the exchange, and its connection where the response has not all come.
   *
   * <p>Where it has, its connection may carry another request by now, although nobody has read this
   * response to its end: Vert.x would close it all the same. So what lies here is read first, and
   * the connection is closed only if the end is not in it.
   */
  void cancel() {
    cancelled = true;
    handler = null;
    endHandler = null;
    exceptionHandler = null;
    HttpClientResponse unread = source;
    if (unread == null) {
      return;
    }
    Context context = Vertx.currentContext();
    if (context == null) {
      unread.request().reset();
      return;
    }
    unread.resume();
    context.runOnContext(_ -> {
      if (!over.future().isComplete()) {
        unread.request().reset();
      }
    });
  }

  @Override
  public OriginBody handler(@Nullable Handler<Buffer> taker) {
    handler = taker;
    return this;
  }

  @Override
  public OriginBody endHandler(@Nullable Handler<Void> told) {
    endHandler = told;
    return this;
  }

  /** {@inheritDoc} Who comes once the body has broken off is told at once. */
  @Override
  public OriginBody exceptionHandler(@Nullable Handler<Throwable> told) {
    exceptionHandler = told;
    if (told != null && over.future().failed()) {
      told.handle(over.future().cause());
    }
    return this;
  }

  @Override
  public OriginBody pause() {
    demand = 0;
    HttpClientResponse coming = source;
    if (coming != null) {
      coming.pause();
    }
    return this;
  }

  @Override
  public OriginBody resume() {
    demand = Long.MAX_VALUE;
    HttpClientResponse coming = source;
    if (coming != null) {
      coming.resume();
    }
    return this;
  }

  @Override
  public OriginBody fetch(long amount) {
    long more = demand + amount;
    demand = more < 0 ? Long.MAX_VALUE : more;
    HttpClientResponse coming = source;
    if (coming != null) {
      coming.fetch(amount);
    }
    return this;
  }
}
