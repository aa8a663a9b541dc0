package dev.perigee.edge.connection;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Whether anything moves on a connection: messages read, or bytes taken by the viewer. Looked at
 * now and then, which costs less than a timer that each message winds up again. Of the connection's
 * event loop alone.
 */
final class Activity {

  private final Channel channel;
  private long read;
  private long written;
  private long seenRead = -1;
  private long seenWritten;
  private @Nullable Object seenFirst;
  private long sinceNanos;

  Activity(Channel channel) {
    this.channel = channel;
  }

  /** Notes that something of the viewer's was read. */
  void read() {
    read++;
  }

  /** Notes that something was given over to be written. */
  void written() {
    written++;
  }

  /** Whether nothing has moved for so long, as far as those can tell who look now and then. */
  boolean hasCeased(long nowNanos, long limitNanos) {
    ChannelOutboundBuffer waiting = channel.unsafe().outboundBuffer();
    Object first = waiting == null ? null : waiting.current();
    // What is put behind others that wait is no sign of life.
    long taken = waiting == null || first == null ? written : waiting.currentProgress();
    if (read != seenRead || taken != seenWritten || first != seenFirst) {
      seenRead = read;
      seenWritten = taken;
      seenFirst = first;
      sinceNanos = nowNanos;
      return false;
    }
    return nowNanos - sinceNanos > limitNanos;
  }
}
