package dev.perigee.router.dns;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollEventLoopGroup;
import io.netty.channel.socket.DatagramPacket;
import io.netty.channel.socket.nio.NioDatagramChannel;
import java.net.InetSocketAddress;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * The sockets for datagrams: with the native transport one for each processor, among which the
 * kernel divides the senders, and each reads and writes many datagrams by one system call.
 * Thread-safe.
 */
@Sharable
final class Datagrams extends SimpleChannelInboundHandler<DatagramPacket> {

  private static final Logger LOG = Logger.getLogger(Datagrams.class);
  private static final int RECEIVE_BUFFER_BYTES = 1 << 20;

  /** A longer one is cut off, and so malformed: questions are short. */
  private static final int LONGEST_QUESTION = 1_536;

  private static final int DATAGRAMS_AT_ONCE = 32;

  private final DnsResponder responder;

  Datagrams(DnsResponder responder) {
    this.responder = responder;
  }

  /** Begins to listen on an address. */
  Stream<ChannelFuture> listen(EventLoopGroup eventLoops, InetSocketAddress address) {
    Bootstrap bootstrap =
        new Bootstrap()
            .group(eventLoops)
            .option(ChannelOption.SO_RCVBUF, RECEIVE_BUFFER_BYTES)
            .handler(this);
    if (!(eventLoops instanceof EpollEventLoopGroup)) {
      return Stream.of(bootstrap.channel(NioDatagramChannel.class).bind(address));
    }
    bootstrap
        .channel(EpollDatagramChannel.class)
        .option(EpollChannelOption.SO_REUSEPORT, true)
        .option(EpollChannelOption.MAX_DATAGRAM_PAYLOAD_SIZE, LONGEST_QUESTION)
        .option(
            ChannelOption.RCVBUF_ALLOCATOR,
            new FixedRecvByteBufAllocator(LONGEST_QUESTION * DATAGRAMS_AT_ONCE));
    return IntStream.range(0, Runtime.getRuntime().availableProcessors())
        .mapToObj(_ -> bootstrap.bind(address));
  }

  /** What the kernel's buffer does not take is lost, as DNS expects. */
  @Override
  protected void channelRead0(ChannelHandlerContext context, DatagramPacket packet) {
    if (!context.channel().isWritable()) {
      return;
    }
    InetSocketAddress sender = packet.sender();
    responder
        .answer(
            ByteBufUtil.getBytes(packet.content()), sender.getAddress(), DnsResponder.Carrier.UDP)
        .ifPresent(answer ->
            context.write(
                new DatagramPacket(
                    context.alloc().directBuffer(answer.length).writeBytes(answer), sender),
                context.voidPromise()));
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    context.flush();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    LOG.debugf(cause, "a DNS answer was not sent");
  }
}
