package dev.perigee.edge.fill;

import io.netty.buffer.ByteBuf;

/** Where a shared body goes: one viewer's response. All calls come on the viewer's own context. */
public interface BodySink {

  /** Whether the viewer takes no more for now. */
  boolean isFull();

  /** Calls back once when the viewer takes more. */
  void onDrain(Runnable callback);

  /** Writes bytes, which are given over. */
  void write(ByteBuf bytes);

  /** The body is complete. */
  void end();

  /** The body broke off: the viewer must not take what it has for the whole. */
  void abort();
}
