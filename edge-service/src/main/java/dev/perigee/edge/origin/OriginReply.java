package dev.perigee.edge.origin;

import dev.perigee.contracts.OriginFailure;
import dev.perigee.edge.store.Horizon;
import dev.perigee.edge.store.ResponseHead;
import dev.perigee.landing.Landing;
import io.netty.buffer.ByteBuf;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientResponse;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * What origin-service answered. The stream is paused, and whoever holds the reply resumes or
 * {@linkplain #cancel cancels} it.
 *
 * @param head without what belongs to one connection, or to the protocol between the services
 * @param horizon of the origin fetch that this answers
 * @param failure why the origin gave no usable answer; empty where it gave one
 * @param member id of the origin that answers, where the request was to a group; null elsewhere
 * @param joined whether another request, perhaps another edge's, caused the origin fetch
 * @param waitMillis time from the request to this head
 */
public record OriginReply(
    ResponseHead head,
    HttpClientResponse stream,
    Horizon horizon,
    Optional<OriginFailure> failure,
    @Nullable String member,
    boolean joined,
    long waitMillis) {

  private static final long MAX_DISCARDED_BYTES = 65_536;

  /** The same stream under another head. */
  public OriginReply with(ResponseHead other) {
    return new OriginReply(other, stream, horizon, failure, member, joined, waitMillis);
  }

  /** Length of the body as announced, -1 where it is not. */
  public long bodyBytes() {
    String length = head.first("content-length");
    try {
      return length == null ? -1 : Long.parseLong(length);
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  /**
   * Has the rest of the body come to lie where it is to be kept ({@link Landing}). Returns which
   * byte is the first that does.
   */
  public long landIn(ByteBuf room) {
    return Landing.begin(stream, room);
  }

  /**
   * Ends the exchange, and its connection where the response has not all come.
   *
   * <p>Where it has, its connection may carry another request by now, although nobody has read this
   * response to its end: Vert.x would close it all the same. So what lies here is read first, and
   * the connection is closed only if the end is not in it.
   */
  public void cancel() {
    Context context = Vertx.currentContext();
    stream.exceptionHandler(_ -> {});
    if (context == null) {
      stream.request().reset();
      return;
    }
    AtomicBoolean ended = new AtomicBoolean();
    stream.handler(_ -> {}).endHandler(_ -> ended.set(true)).resume();
    context.runOnContext(_ -> {
      if (!ended.get()) {
        stream.request().reset();
      }
    });
  }

  /** Lets the rest of a short body go by, so that the connection can be used again. */
  public void discard() {
    long bytes = bodyBytes();
    if (bytes >= 0 && bytes <= MAX_DISCARDED_BYTES) {
      stream.exceptionHandler(_ -> {}).resume();
    } else {
      cancel();
    }
  }
}
