package dev.perigee.edge.connection;

import io.netty.buffer.ByteBuf;
import io.vertx.core.buffer.impl.BufferImpl;

/**
 * A body whose reference is given over: Netty lets go of it once it is written, or cannot be.
 * Vert.x keeps Netty from that for every other buffer, so that each needs a listener.
 */
public final class GivenBody extends BufferImpl {

  private final ByteBuf bytes;

  public GivenBody(ByteBuf bytes) {
    this.bytes = bytes;
  }

  @Override
  public ByteBuf getByteBuf() {
    return bytes;
  }

  @Override
  public int length() {
    return bytes.readableBytes();
  }
}
