package dev.perigee.edge.connection;

import dev.perigee.edge.latency.RoundTrips;
import dev.perigee.edge.tls.ViewerTls;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.timeout.IdleStateHandler;
import io.netty.util.AttributeKey;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.impl.Http2ServerConnection;
import io.vertx.core.net.impl.ConnectionBase;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A viewer's connection. Changed by its event loop alone. */
public final class ViewerConnection {

  private static final AttributeKey<ViewerConnection> KEY =
      AttributeKey.valueOf(ViewerConnection.class, "own");

  private static final long MEASURE_INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** Handlers' names in the pipeline of a connection. */
  private static final String IDLE = "idle";

  private static final String FILE_WRITER = "chunkedWriter";

  private final HttpConnection http;
  private final @Nullable ViewerTls tls;
  private final Channel channel;
  private final @Nullable Http2Streams streams;
  private final Activity activity;
  private boolean tunnel;
  private long requests;
  private long measuredNanos;
  private boolean spoilt;
  private Runnable atTunnelsEnd = () -> {};
  private volatile int active;
  private volatile long idleSinceNanos;

  private ViewerConnection(HttpConnection http, @Nullable ViewerTls tls, long nowNanos) {
    this.http = http;
    this.channel = channel(http);
    this.streams = Http2Streams.of(channel);
    this.activity = new Activity(channel);
    this.tls = tls;
    this.idleSinceNanos = nowNanos;
    this.measuredNanos = nowNanos - MEASURE_INTERVAL_NANOS;
  }

  /** Takes note of a connection after its handshake. */
  static ViewerConnection opened(HttpConnection http, HttpServerOptions options, long nowNanos) {
    Channel channel = channel(http);
    ViewerConnection connection =
        new ViewerConnection(http, ViewerTls.of(channel, http.indicatedServerName()), nowNanos);
    channel.attr(KEY).set(connection);
    if (connection.isHttp2()) {
      channel.pipeline().replace(IDLE, IDLE, new ActivityWatch(connection.activity));
    } else {
      connection.useOwnHandlers(options);
    }
    return connection;
  }

  private void useOwnHandlers(HttpServerOptions options) {
    ChannelPipeline pipeline = channel.pipeline();
    StrictRequestDecoder decoder = new StrictRequestDecoder(options, activity);
    pipeline.replace(StrictRequestDecoder.NAME, StrictRequestDecoder.NAME, decoder);
    pipeline.replace(ViewerEncoder.NAME, ViewerEncoder.NAME, new ViewerEncoder(activity));
    pipeline.remove(IDLE); // its place takes endStalled
    if (pipeline.get(FILE_WRITER) != null) {
      pipeline.remove(FILE_WRITER);
    }
  }

  /** The connection that a request came on. */
  public static ViewerConnection of(HttpServerRequest request) {
    return channel(request.connection()).attr(KEY).get();
  }

  /** What became of the handshake of a request's connection; null where it is not encrypted. */
  public static @Nullable ViewerTls tlsOf(HttpServerRequest request) {
    return request.isSSL() ? of(request).tls() : null;
  }

  // Vert.x keeps nothing for its users beside a connection, Netty does.
  private static Channel channel(HttpConnection http) {
    return ((ConnectionBase) http).channel();
  }

  /** What became of its handshake; null where it is not encrypted. */
  public @Nullable ViewerTls tls() {
    return tls;
  }

  /** Whether requests came on it before the present one. */
  public boolean isReused() {
    return requests > 1;
  }

  /**
   * Has nothing that comes after the present request be taken for a request: where that ends is not
   * known, or nobody waits for it.
   */
  public void spoil() {
    spoilt = true;
  }

  /** Notes that its only request has made it speak another protocol, up to {@link #tunnelEnded}. */
  public void becameTunnel(Duration idleTimeout) {
    tunnel = true;
    channel
        .pipeline()
        .addFirst(IDLE, new IdleStateHandler(0, Math.toIntExact(idleTimeout.toSeconds()), 0));
  }

  public void tunnelEnded() {
    atTunnelsEnd.run();
  }

  void atTunnelsEnd(Runnable action) {
    atTunnelsEnd = action;
  }

  boolean isSpoilt() {
    return spoilt;
  }

  /** Whether its viewer asks for more at a time than it may, of one stream each. */
  boolean hasTooManyStreams(int most) {
    return streams != null && streams.open() > most;
  }

  boolean isHttp2() {
    return http instanceof Http2ServerConnection;
  }

  String address() {
    return http.remoteAddress().hostAddress();
  }

  @SuppressWarnings("NonAtomicVolatileUpdate") // by one thread
  void began(HttpServerResponse response) {
    requests++;
    active++;
    if (streams != null) {
      streams.began(response);
    }
  }

  @SuppressWarnings("NonAtomicVolatileUpdate") // by one thread
  void ended(long nowNanos) {
    active--;
    idleSinceNanos = nowNanos;
  }

  /** Has its way measured, once a second at most. */
  void measure(RoundTrips roundTrips, long nowNanos) {
    if (nowNanos - measuredNanos >= MEASURE_INTERVAL_NANOS) {
      measuredNanos = nowNanos;
      roundTrips.sample(channel(http), nowNanos);
    }
  }

  boolean isIdle() {
    return active == 0;
  }

  /**
   * Whether the next request, or the first one, has taken too long to come. A head that comes byte
   * by byte does not count as one.
   */
  boolean isOverdue(long nowNanos, long firstNanos, long nextNanos) {
    return isIdle() && nowNanos - idleSinceNanos > (requests == 0 ? firstNanos : nextNanos);
  }

  void close() {
    http.close();
  }

  /** Closes it unless its viewer is still being sent an answer, or has asked again. */
  void closeUnlessBusy() {
    channel
        .eventLoop()
        .execute(() -> {
          if (isIdle() && !isSending()) {
            http.close();
          }
        });
  }

  private boolean isSending() {
    ChannelOutboundBuffer waiting = channel.unsafe().outboundBuffer();
    return streams != null && streams.open() > 0
        || waiting != null && waiting.totalPendingWriteBytes() > 0;
  }

  /**
   * Ends what has come to a halt: streams of HTTP/2 whose viewers take nothing of what waits for
   * them, and connections on which nothing moves.
   */
  void endStalled(long nowNanos, long limitNanos) {
    channel
        .eventLoop()
        .execute(() -> {
          Http2Streams all = streams;
          if (all != null) {
            all.endStalled(nowNanos, limitNanos);
          }
          if (!tunnel && activity.hasCeased(nowNanos, limitNanos)) {
            // At once: Vert.x' own close waits until all is written.
            ((ConnectionBase) http).channelHandlerContext().close();
          }
        });
  }

  /** Ends it once the requests under way are answered, or at the time limit. */
  void drain(long limitMillis) {
    if (isHttp2()) {
      http.shutdown(limitMillis, TimeUnit.MILLISECONDS);
    } else if (isIdle()) {
      http.close();
    }
  }
}
