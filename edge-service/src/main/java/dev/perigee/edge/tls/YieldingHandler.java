package dev.perigee.edge.tls;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.ssl.SniHandler;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.Future;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;

/** Puts a {@link SniHandler} in its own place as soon as it is added to a connection. */
final class YieldingHandler extends SslHandler {

  /** Room for the keys of post-quantum exchanges; browsers send less than 4 KiB. */
  private static final int MAX_HELLO_BYTES = 32_768;

  private static final long HANDSHAKE_MILLIS = 10_000;

  private final ServerContexts contexts;

  YieldingHandler(SSLEngine unused, ServerContexts contexts) {
    super(unused);
    this.contexts = contexts;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    ctx.pipeline().replace(this, ctx.name(), new ByServerName());
  }

  @Override
  public void handlerRemoved0(ChannelHandlerContext ctx) {
    // Nothing was begun.
  }

  private final class ByServerName extends SniHandler {
    ByServerName() {
      super(
          (name, promise) -> promise.setFailure(new UnsupportedOperationException(name)),
          MAX_HELLO_BYTES,
          HANDSHAKE_MILLIS);
    }

    @Override
    protected Future<SslContext> lookup(ChannelHandlerContext ctx, String serverName) {
      try {
        return ctx.executor().newSucceededFuture(contexts.find(serverName));
      } catch (SSLException e) {
        ctx.close();
        return ctx.executor().newFailedFuture(e);
      }
    }
  }
}
