package dev.perigee.origin.address;

import io.netty.channel.EventLoop;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollEventLoopGroup;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.resolver.ResolvedAddressTypes;
import io.netty.resolver.dns.DnsNameResolver;
import io.netty.resolver.dns.DnsNameResolverBuilder;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Asks the name servers of the machine without blocking, one resolver with its own cache for each
 * event loop. Answers are kept for their time to live within bounds: neither does a look-up precede
 * every request, nor does a moved origin stay lost. Names in the machine's hosts file count.
 */
public final class DnsLookup implements AddressLookup, AutoCloseable {

  private static final Logger LOG = Logger.getLogger(DnsLookup.class);
  private static final Duration MIN_TTL = Duration.ofSeconds(1);
  private static final Duration MAX_TTL = Duration.ofSeconds(60);
  private static final Duration NEGATIVE_TTL = Duration.ofSeconds(2);
  private static final Duration QUERY_TIMEOUT = Duration.ofSeconds(2);
  private static final int MAX_QUERIES = 8;

  private final DnsNameResolver resolver;

  /** A resolver that lives on {@code loop} and is called there alone. */
  public DnsLookup(EventLoop loop) {
    Class<? extends DatagramChannel> channel =
        loop.parent() instanceof EpollEventLoopGroup
            ? EpollDatagramChannel.class
            : NioDatagramChannel.class;
    this.resolver =
        new DnsNameResolverBuilder(loop)
            .channelType(channel)
            .resolvedAddressTypes(ResolvedAddressTypes.IPV4_PREFERRED)
            .ttl((int) MIN_TTL.toSeconds(), (int) MAX_TTL.toSeconds())
            .negativeTtl((int) NEGATIVE_TTL.toSeconds())
            .queryTimeoutMillis(QUERY_TIMEOUT.toMillis())
            .maxQueriesPerResolve(MAX_QUERIES)
            .build();
  }

  @Override
  public Future<List<InetAddress>> lookup(String host) {
    Promise<List<InetAddress>> answer = Promise.promise();
    resolver
        .resolveAll(host)
        .addListener((io.netty.util.concurrent.Future<List<InetAddress>> found) -> {
          if (found.isSuccess()) {
            answer.complete(found.getNow());
          } else {
            LOG.debugf(found.cause(), "no address for %s", host);
            answer.complete(List.of());
          }
        });
    return answer.future();
  }

  @Override
  public void close() {
    resolver.close();
  }
}
