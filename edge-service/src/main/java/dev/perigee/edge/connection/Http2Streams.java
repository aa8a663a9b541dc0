package dev.perigee.edge.connection;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2RemoteFlowController;
import io.netty.handler.codec.http2.Http2Stream;
import io.vertx.core.http.HttpServerResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The streams of one connection of HTTP/2, as Netty counts them: a stream is open until its last
 * byte is sent, however long its viewer leaves its window shut. Of the connection's event loop
 * alone.
 */
final class Http2Streams {

  private final ChannelHandlerContext context;
  private final Http2ConnectionHandler handler;
  private final Map<Integer, Progress> progress = new HashMap<>();

  private Http2Streams(ChannelHandlerContext context, Http2ConnectionHandler handler) {
    this.context = context;
    this.handler = handler;
  }

  /** How far a response has come, and since when it has not come any further. */
  private record Progress(HttpServerResponse response, long bytes, long sinceNanos) {}

  /** Null where the channel speaks another version. */
  static @Nullable Http2Streams of(Channel channel) {
    ChannelHandlerContext context = channel.pipeline().context(Http2ConnectionHandler.class);
    return context == null
        ? null
        : new Http2Streams(context, (Http2ConnectionHandler) context.handler());
  }

  int open() {
    return handler.connection().numActiveStreams();
  }

  void began(HttpServerResponse response, long nowNanos) {
    progress.put(response.streamId(), new Progress(response, 0, nowNanos));
  }

  /** Resets the streams whose viewer has taken nothing for too long of what waits for it. */
  void endStalled(long nowNanos, long limitNanos) {
    List<Integer> stalled = new ArrayList<>();
    progress.keySet().removeIf(id -> handler.connection().stream(id) == null);
    progress.replaceAll((id, before) -> {
      Progress now = after(id, before, nowNanos);
      if (nowNanos - now.sinceNanos() > limitNanos) {
        stalled.add(id);
      }
      return now;
    });
    for (int id : stalled) {
      handler.resetStream(context, id, Http2Error.ENHANCE_YOUR_CALM.code(), context.newPromise());
    }
    if (!stalled.isEmpty()) {
      context.flush();
    }
  }

  private Progress after(int id, Progress before, long nowNanos) {
    Http2Stream stream = handler.connection().stream(id);
    Http2RemoteFlowController window = handler.encoder().flowController();
    boolean waits = window.hasFlowControlled(stream) || !window.isWritable(stream);
    long bytes = before.response().bytesWritten();
    return waits && bytes == before.bytes()
        ? before
        : new Progress(before.response(), bytes, nowNanos);
  }
}
