package dev.perigee.edge.tls;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.DelegatingSslContext;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;

/** A context that encrypts nothing: its handlers give way to those of {@link ServerContexts}. */
final class YieldingContext extends DelegatingSslContext {

  private final ServerContexts contexts;

  YieldingContext(ServerContexts contexts) throws SSLException {
    super(unused());
    this.contexts = contexts;
  }

  private static SslContext unused() throws SSLException {
    return SslContextBuilder.forClient().sslProvider(SslProvider.JDK).build();
  }

  @Override
  protected SslHandler newHandler(ByteBufAllocator alloc, boolean startTls, Executor executor) {
    return new YieldingHandler(newEngine(alloc), contexts);
  }

  @Override
  protected SslHandler newHandler(
      ByteBufAllocator alloc, String host, int port, boolean startTls, Executor executor) {
    return new YieldingHandler(newEngine(alloc), contexts);
  }

  @Override
  protected void initEngine(SSLEngine engine) {
    // It is never used.
  }
}
