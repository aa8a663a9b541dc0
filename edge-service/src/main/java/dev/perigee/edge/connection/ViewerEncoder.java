package dev.perigee.edge.connection;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.vertx.core.http.impl.headers.HeadersMultiMap;
import java.util.Iterator;
import java.util.Map;

/**
 * Writes HTTP/1.x answers. A whole answer with a small body becomes one buffer, which costs the
 * kernel less than two, and a large body follows its head uncopied; both without the promises that
 * Netty's own encoder makes to tell when all parts are written. Knows {@link HeaderBlock}.
 */
final class ViewerEncoder extends HttpResponseEncoder {

  /** The encoder's name in the pipeline of a connection. */
  static final String NAME = "httpEncoder";

  /** Up to here copying costs less than a second buffer. */
  private static final int MAX_COPIED_BYTES = 16 << 10;

  private static final int COLON_AND_SPACE = ':' << 8 | ' ';
  private static final int LINE_END = '\r' << 8 | '\n';

  private final Activity activity;
  private int headBytes = 512;

  ViewerEncoder(Activity activity) {
    this.activity = activity;
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise)
      throws Exception {
    activity.written();
    if (message instanceof FullHttpResponse whole
        && whole.headers() instanceof HeadersMultiMap headers
        && !headers.contains(HttpHeaderNames.TRANSFER_ENCODING)
        && !isContentAlwaysEmpty(whole)) {
      writeWhole(context, whole, promise);
    } else {
      super.write(context, message, promise);
    }
  }

  private void writeWhole(
      ChannelHandlerContext context, FullHttpResponse whole, ChannelPromise promise)
      throws Exception {
    ByteBuf body = whole.content();
    int bytes = body.readableBytes();
    boolean copied = bytes <= MAX_COPIED_BYTES;
    ByteBuf head = context.alloc().directBuffer(headBytes + (copied ? bytes : 0));
    try {
      encodeInitialLine(head, whole);
      encodeHeaders(whole.headers(), head);
      head.writeShort(LINE_END);
    } catch (Exception e) {
      head.release();
      whole.release();
      throw e;
    }
    headBytes = Math.max(headBytes, head.readableBytes());
    if (copied) {
      head.writeBytes(body, body.readerIndex(), bytes);
      whole.release();
      context.write(head, promise);
    } else {
      context.write(head);
      context.write(body, promise);
    }
  }

  @Override
  protected void encodeHeaders(HttpHeaders headers, ByteBuf buffer) {
    Iterator<Map.Entry<CharSequence, CharSequence>> fields = headers.iteratorCharSequence();
    while (fields.hasNext()) {
      Map.Entry<CharSequence, CharSequence> field = fields.next();
      if (field.getValue() instanceof HeaderBlock block) {
        block.writeTo(buffer);
      } else {
        ByteBufUtil.writeAscii(buffer, field.getKey());
        buffer.writeShort(COLON_AND_SPACE);
        ByteBufUtil.writeAscii(buffer, field.getValue());
        buffer.writeShort(LINE_END);
      }
    }
  }
}
