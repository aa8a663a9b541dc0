package dev.perigee.edge.latency;

import dev.perigee.contracts.ClientPrefix;
import dev.perigee.contracts.LatencyReport;
import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.epoll.EpollTcpInfo;
import io.netty.util.concurrent.FastThreadLocal;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;

/**
 * Takes note of the round-trip times of viewers' connections as the kernel has smoothed them
 * ({@code TCP_INFO}, tcp(7)). What stands between, such as a load balancer that ends connections,
 * is all that is seen. Only the native transport knows them. Thread-safe.
 */
@Singleton
public final class RoundTrips {

  private final FastThreadLocal<EpollTcpInfo> info =
      new FastThreadLocal<>() {
        @Override
        protected EpollTcpInfo initialValue() {
          return new EpollTcpInfo();
        }
      };

  private final NetworkTable table = new NetworkTable();

  @Inject
  RoundTrips() {}

  /** Notes what the kernel knows of a connection, now. Of its event loop; a system call. */
  public void sample(Channel channel, long nowNanos) {
    if (channel instanceof EpollSocketChannel socket && socket.remoteAddress() != null) {
      EpollTcpInfo measured = info.get();
      try {
        socket.tcpInfo(measured);
      } catch (ChannelException e) {
        // It has ended meanwhile.
        return;
      }
      if (measured.rtt() > 0) {
        table.note(
            ClientPrefix.of(socket.remoteAddress().getAddress()),
            Math.toIntExact(measured.rtt()),
            nowNanos);
      }
    }
  }

  /** Parts in which something was noted since the last call of this. */
  Set<Integer> takeChangedParts() {
    return table.takeChangedParts();
  }

  /** What is known of a part, the best known networks first. */
  List<LatencyReport.Network> part(int part, long nowNanos) {
    return table.part(part, nowNanos);
  }
}
