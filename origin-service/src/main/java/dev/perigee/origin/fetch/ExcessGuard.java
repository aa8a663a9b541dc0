package dev.perigee.origin.fetch;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandler;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.CombinedChannelDuplexHandler;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/**
 * Closes a connection to an origin as soon as more bytes have come than its response has.
 *
 * <p>Whatever follows a complete response stays in the HTTP decoder and would become the beginning
 * of the next response on that connection: an origin could answer a request that it has not seen
 * (response splitting, RFC 9112, section 11.1). The decoder knows how many bytes it has left, but
 * keeps that to its subclasses; so two of its protected methods are called from outside. Where they
 * are missing, this class does not load, and no connection is made.
 */
final class ExcessGuard extends ChannelInboundHandlerAdapter {

  private static final MethodHandle DECODER =
      protectedMethod(
          CombinedChannelDuplexHandler.class,
          "inboundHandler",
          MethodType.methodType(ChannelInboundHandler.class));
  private static final MethodHandle UNREAD_BYTES =
      protectedMethod(
          ByteToMessageDecoder.class, "actualReadableBytes", MethodType.methodType(int.class));

  private final HttpClientCodec codec;
  private boolean interim;

  private ExcessGuard(HttpClientCodec codec) {
    this.codec = codec;
  }

  /** Guards a connection that was just made. On its event loop. */
  static void install(HttpConnection connection) {
    ChannelPipeline pipeline = ((ConnectionBase) connection).channel().pipeline();
    ChannelHandlerContext codec = pipeline.context(HttpClientCodec.class);
    pipeline.addAfter(
        codec.name(), "excess-guard", new ExcessGuard((HttpClientCodec) codec.handler()));
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
    if (message instanceof HttpResponse response) {
      interim = response.status().code() < 200;
    }
    if (message instanceof LastHttpContent && !interim && unreadBytes() > 0) {
      // Closed before the response's end is told: the pool finds no open connection to keep.
      context.close();
    }
    super.channelRead(context, message);
  }

  private int unreadBytes() {
    try {
      return (int) UNREAD_BYTES.invoke((ByteToMessageDecoder) DECODER.invoke(codec));
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  private static MethodHandle protectedMethod(Class<?> owner, String name, MethodType type) {
    try {
      return MethodHandles.privateLookupIn(owner, MethodHandles.lookup())
          .findVirtual(owner, name, type);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(owner + " has no " + name, e);
    }
  }
}
