package dev.perigee.edge.connection;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.Http2Connection;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2RemoteFlowController;
import io.netty.handler.codec.http2.Http2Stream;
import io.vertx.core.http.HttpServerResponse;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The streams of one connection of HTTP/2, as Netty counts them: a stream is open until its last
 * byte is sent, however long its viewer leaves its window shut. Of the connection's event loop
 * alone.
 */
final class Http2Streams {

  private final ChannelHandlerContext context;
  private final Http2ConnectionHandler handler;

  /** What is noted of a stream goes when it does. */
  private final Http2Connection.PropertyKey noted;

  private Http2Streams(ChannelHandlerContext context, Http2ConnectionHandler handler) {
    this.context = context;
    this.handler = handler;
    this.noted = handler.connection().newKey();
  }

  /**
   * How far a response has come, and since when it has not come any further.
   *
   * @param bytes that were given over; -1 where nobody has looked yet
   */
  private record Progress(HttpServerResponse response, long bytes, long sinceNanos) {}

  /**
   * Takes note of a connection's streams, and has them write whole frames; null where the channel
   * speaks another version.
   */
  static @Nullable Http2Streams of(Channel channel) {
    ChannelHandlerContext context = channel.pipeline().context(Http2ConnectionHandler.class);
    if (context == null) {
      return null;
    }
    Http2ConnectionHandler handler = (Http2ConnectionHandler) context.handler();
    FrameShare.widen(handler);
    return new Http2Streams(context, handler);
  }

  int open() {
    return handler.connection().numActiveStreams();
  }

  void began(HttpServerResponse response) {
    Http2Stream stream = handler.connection().stream(response.streamId());
    if (stream != null) {
      stream.setProperty(noted, new Progress(response, -1, 0));
    }
  }

  /** Resets the streams whose viewer has taken nothing for too long of what waits for it. */
  void endStalled(long nowNanos, long limitNanos) {
    List<Http2Stream> stalled = new ArrayList<>();
    try {
      handler
          .connection()
          .forEachActiveStream(stream -> {
            if (isStalled(stream, nowNanos, limitNanos)) {
              stalled.add(stream);
            }
            return true;
          });
    } catch (Http2Exception e) {
      throw new IllegalStateException("looking at streams fails none of them", e);
    }
    for (Http2Stream stream : stalled) {
      handler.resetStream(
          context, stream.id(), Http2Error.ENHANCE_YOUR_CALM.code(), context.newPromise());
    }
    if (!stalled.isEmpty()) {
      context.flush();
    }
  }

  private boolean isStalled(Http2Stream stream, long nowNanos, long limitNanos) {
    Progress before = stream.getProperty(noted);
    if (before == null) {
      return false;
    }
    Http2RemoteFlowController window = handler.encoder().flowController();
    boolean waits = window.hasFlowControlled(stream) || !window.isWritable(stream);
    long bytes = before.response().bytesWritten();
    if (waits && bytes == before.bytes()) {
      return nowNanos - before.sinceNanos() > limitNanos;
    }
    stream.setProperty(noted, new Progress(before.response(), bytes, nowNanos));
    return false;
  }
}
