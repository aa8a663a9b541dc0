package dev.perigee.edge.connection;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;

/**
 * Notes what is read and written on a connection of HTTP/2. Netty's own handler for idle
 * connections has each write tell of its end, which costs a tenth of a large answer.
 */
final class ActivityWatch extends ChannelDuplexHandler {

  private final Activity activity;

  ActivityWatch(Activity activity) {
    this.activity = activity;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    activity.read();
    context.fireChannelRead(message);
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    activity.written();
    context.write(message, promise);
  }
}
