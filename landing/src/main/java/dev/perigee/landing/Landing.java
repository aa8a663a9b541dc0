package dev.perigee.landing;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.RecvByteBufAllocator.DelegatingHandle;
import io.netty.channel.RecvByteBufAllocator.ExtendedHandle;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.UncheckedBooleanSupplier;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;
import org.jspecify.annotations.Nullable;

/**
 * Copies the body of a response from where it was read into where it is to lie, and nowhere else.
 * Vert.x would copy each part to the heap first, so that nobody has to let go of it; it leaves
 * alone what no pool has given. Of one connection, on its event loop.
 */
public final class Landing extends ChannelInboundHandlerAdapter {

  /**
   * Most bytes that are read of a connection at a time, and so of a part of a body, as it lands.
   */
  public static final int PART_BYTES = 262_144;

  /** A body that comes in one part gains nothing by having its place beforehand. */
  public static final int LEAST_BYTES = 65_536;

  private static final int READS_IN_TURN = 16;
  private static final String NAME = "landing";

  private @Nullable Object awaited;
  private boolean interim;
  private long passed;
  private @Nullable ByteBuf room;

  /** Readies a connection of HTTP/1.1 that was just made. */
  public static void install(HttpConnection connection) {
    ChannelPipeline pipeline = ((ConnectionBase) connection).channel().pipeline();
    Landing landing = new Landing();
    pipeline.addAfter(pipeline.context(HttpClientCodec.class).name(), NAME, landing);
    pipeline.channel().config().setRecvByteBufAllocator(() -> landing.new Reads());
  }

  /** The next response on a connection will be this request's, which has just been given it. */
  public static void await(HttpClientRequest request) {
    Landing landing = of(request);
    if (landing != null) {
      landing.await((Object) request);
    }
  }

  /**
   * Has the rest of a response land in a place, each byte at its own offset, as far as the place
   * reaches. Parts of it are then slices of the place, which live no longer than that.
   *
   * <p>A response that has come whole may lie unread while its connection carries another one
   * already: nothing of that one lands.
   *
   * @param place kept until the response or its connection has ended
   * @return the first byte that lands there: all before it went by; {@link Long#MAX_VALUE} where
   *     none does
   */
  public static long begin(HttpClientResponse response, ByteBuf place) {
    Landing landing = of(response.request());
    return landing == null ? Long.MAX_VALUE : landing.begin(response.request(), place);
  }

  /**
   * The next part of a body in its place.
   *
   * @param place of the body; null where each part stays where it came
   * @param at how many bytes of the body came before
   * @param landed whether the part lies there already; it is copied there otherwise
   * @return a slice of the place; the part itself where there is no place, or the body outgrows it
   */
  public static ByteBuf inPlace(ByteBuf part, @Nullable ByteBuf place, long at, boolean landed) {
    int length = part.readableBytes();
    if (place == null || at + length > place.capacity()) {
      return part;
    }
    if (!landed) {
      place.setBytes((int) at, part, part.readerIndex(), length);
    }
    return place.slice((int) at, length);
  }

  private static @Nullable Landing of(HttpClientRequest request) {
    return (Landing) ((ConnectionBase) request.connection()).channel().pipeline().get(NAME);
  }

  void await(Object request) {
    awaited = request;
  }

  long begin(Object request, ByteBuf place) {
    if (awaited != request) {
      return Long.MAX_VALUE;
    }
    leaveRoom();
    room = place.retain();
    return passed;
  }

  private void leaveRoom() {
    ByteBuf left = room;
    if (left != null) {
      room = null;
      left.release();
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (message instanceof HttpResponse response) {
      interim = response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
      passed = 0;
    }
    Object passedOn = message instanceof HttpContent content ? landed(content) : message;
    if (message instanceof LastHttpContent && !interim) {
      // Before Vert.x gives the connection to another request.
      awaited = null;
      leaveRoom();
    }
    context.fireChannelRead(passedOn);
  }

  private HttpContent landed(HttpContent content) {
    ByteBuf bytes = content.content();
    int length = bytes.readableBytes();
    int at = (int) passed;
    passed += length;
    ByteBuf place = room;
    if (place == null || length == 0 || passed > place.capacity()) {
      return content;
    }
    place.setBytes(at, bytes, bytes.readerIndex(), length);
    HttpContent landed = content.replace(Unpooled.unreleasableBuffer(place.slice(at, length)));
    content.release();
    return landed;
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    awaited = null;
    leaveRoom();
    context.fireChannelInactive();
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext context) {
    leaveRoom();
  }

  /** Reads more at a time while that lands than while it is to be held. */
  private final class Reads extends DelegatingHandle implements ExtendedHandle {

    Reads() {
      super(new AdaptiveRecvByteBufAllocator().maxMessagesPerRead(READS_IN_TURN).newHandle());
    }

    @Override
    public ByteBuf allocate(ByteBufAllocator memory) {
      return room == null ? delegate().allocate(memory) : memory.ioBuffer(PART_BYTES);
    }

    @Override
    public boolean continueReading(UncheckedBooleanSupplier maybeMore) {
      return ((ExtendedHandle) delegate()).continueReading(maybeMore);
    }
  }
}
