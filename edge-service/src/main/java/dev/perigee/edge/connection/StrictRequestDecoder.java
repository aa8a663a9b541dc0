package dev.perigee.edge.connection;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpMessage;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.impl.VertxHttpRequestDecoder;

/**
 * Refuses a request that has both a length and a transfer coding (RFC 9112, section 6.3). Netty's
 * own decoder drops the length and goes on, so that the request looks well formed.
 */
final class StrictRequestDecoder extends VertxHttpRequestDecoder {

  /** The decoder's name in the pipeline of a connection. */
  static final String NAME = "httpDecoder";

  private final Activity activity;

  StrictRequestDecoder(HttpServerOptions options, Activity activity) {
    super(options);
    this.activity = activity;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
    activity.read();
    super.channelRead(context, message);
  }

  @Override
  protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
    throw new IllegalArgumentException("both Content-Length and Transfer-Encoding");
  }
}
