package dev.perigee.edge.connection;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.vertx.core.http.HttpHeaders;

/**
 * Many header fields of an answer as they go over the wire, each line ended. It is put among the
 * headers of a response under {@link #NAME}, and written in the place of that field. Only HTTP/1.x
 * has such lines.
 *
 * @param encoded kept as it is
 * @param text of further fields, in ASCII
 */
public record HeaderBlock(byte[] encoded, String text) implements CharSequence {

  public static final CharSequence NAME = HttpHeaders.createOptimized("perigee-block");

  /** How many bytes it takes beyond those of an empty field of its name. */
  public int extraBytes() {
    return encoded.length + text.length() - NAME.length() - ": \r\n".length();
  }

  void writeTo(ByteBuf buffer) {
    buffer.writeBytes(encoded);
    ByteBufUtil.writeAscii(buffer, text);
  }

  /** As a value it is empty, so that nobody takes it for text. */
  @Override
  public int length() {
    return 0;
  }

  @Override
  public char charAt(int index) {
    throw new IndexOutOfBoundsException(index);
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    return "";
  }

  @Override
  public String toString() {
    return "";
  }
}
