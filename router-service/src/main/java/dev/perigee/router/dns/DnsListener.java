package dev.perigee.router.dns;

import dev.perigee.contracts.ClientPrefix;
import dev.perigee.router.Routing;
import dev.perigee.router.guard.AnswerRates;
import dev.perigee.router.guard.ServerCookies;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.ChannelFuture;
import io.netty.util.NetUtil;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.SocketAddress;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Name;
import org.xbill.DNS.TextParseException;

/**
 * The DNS server's sockets, over UDP and over TCP. Nothing queues up here; what the kernel's buffer
 * does not take is lost, as DNS expects.
 */
@ApplicationScoped
class DnsListener {

  private static final Logger LOG = Logger.getLogger(DnsListener.class);
  private static final long START_SECONDS = 10;
  private static final int TCP_IDLE_SECONDS = 10;

  private final Vertx vertx;
  private final Routing routing;
  private final DnsConfig config;
  private final DnsMeter meter;
  private final TcpPlaces tcpPlaces;

  private volatile boolean listening;

  DnsListener(Vertx vertx, Routing routing, DnsConfig config, MeterRegistry registry) {
    this.vertx = vertx;
    this.routing = routing;
    this.config = config;
    this.meter = new DnsMeter(registry);
    this.tcpPlaces = new TcpPlaces(config.tcpConnections());
  }

  void start(@Observes StartupEvent event)
      throws InterruptedException,
          ExecutionException,
          TimeoutException,
          TextParseException,
          UnknownHostException {
    Zone zone =
        new Zone(
            Name.fromString(routing.domain() + "."),
            InetAddress.getByName(config.advertisedAddress()),
            new HostRecords(config.ttl(), config.httpsPort()),
            new EdgeHosts(routing));
    DnsResponder responder =
        new DnsResponder(
            zone,
            ServerCookies.of(config.cookieSecrets().orElse(List.of()), InstantSource.system()),
            new AnswerRates(config.answersPerSecond(), System::nanoTime),
            meter);
    List<ChannelFuture> sockets =
        new Datagrams(responder)
            .listen(
                vertx.nettyEventLoopGroup(), new InetSocketAddress(config.host(), config.port()))
            .toList();
    listenForConnections(responder)
        .toCompletionStage()
        .toCompletableFuture()
        .get(START_SECONDS, TimeUnit.SECONDS);
    for (ChannelFuture socket : sockets) {
      socket.get(START_SECONDS, TimeUnit.SECONDS);
    }
    listening = true;
    LOG.infof("answering DNS for %s on %s:%d", routing.domain(), config.host(), config.port());
  }

  private Future<?> listenForConnections(DnsResponder responder) {
    NetServerOptions options =
        new NetServerOptions()
            .setHost(config.host())
            .setPort(config.port())
            .setIdleTimeout(TCP_IDLE_SECONDS);
    return vertx
        .createNetServer(options)
        .connectHandler(socket -> connected(responder, socket))
        .listen();
  }

  private void connected(DnsResponder responder, NetSocket socket) {
    InetAddress resolver = address(socket.remoteAddress());
    if (resolver == null || !tcpPlaces.take(ClientPrefix.of(resolver))) {
      socket.close();
      return;
    }
    socket.closeHandler(_ -> tcpPlaces.giveBack(ClientPrefix.of(resolver)));
    new TcpConnection(socket, question -> answer(responder, question, resolver)).serve();
  }

  private static @Nullable InetAddress address(@Nullable SocketAddress sender) {
    return sender == null
        ? null
        : NetUtil.createInetAddressFromIpAddressString(sender.hostAddress());
  }

  /** Empty where there is nobody to answer. */
  private static Buffer answer(DnsResponder responder, Buffer question, InetAddress resolver) {
    return responder
        .answer(question.getBytes(), resolver, DnsResponder.Carrier.TCP)
        .map(Buffer::buffer)
        .orElseGet(Buffer::buffer);
  }

  boolean isListening() {
    return listening;
  }
}
