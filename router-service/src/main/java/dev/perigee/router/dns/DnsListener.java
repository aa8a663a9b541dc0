package dev.perigee.router.dns;

import dev.perigee.router.Routing;
import dev.perigee.router.edges.Edge;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.datagram.DatagramPacket;
import io.vertx.core.datagram.DatagramSocket;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;
import org.xbill.DNS.Name;
import org.xbill.DNS.TextParseException;

/**
 * Answers DNS over UDP. A datagram is answered before the next one is read, on one event loop, so
 * nothing queues up here; what the kernel's buffer does not take is lost, as DNS expects.
 */
@ApplicationScoped
class DnsListener {

  private static final Logger LOG = Logger.getLogger(DnsListener.class);
  private static final long START_SECONDS = 10;

  private final Vertx vertx;
  private final Routing routing;
  private final DnsConfig config;

  private volatile boolean listening;

  DnsListener(Vertx vertx, Routing routing, DnsConfig config) {
    this.vertx = vertx;
    this.routing = routing;
    this.config = config;
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
            config.ttl(),
            routing::serves,
            this::edgeAddress);
    DnsResponder responder = new DnsResponder(zone);
    DatagramSocket socket = vertx.createDatagramSocket();
    socket.handler(packet -> answer(responder, socket, packet));
    socket
        .listen(config.port(), config.host())
        .toCompletionStage()
        .toCompletableFuture()
        .get(START_SECONDS, TimeUnit.SECONDS);
    listening = true;
    LOG.infof("answering DNS for %s on %s:%d", routing.domain(), config.host(), config.port());
  }

  private static void answer(DnsResponder responder, DatagramSocket socket, DatagramPacket packet) {
    responder
        .answer(packet.data().getBytes())
        .ifPresent(bytes ->
            socket
                .send(Buffer.buffer(bytes), packet.sender().port(), packet.sender().host())
                .onFailure(e -> LOG.debugf(e, "a DNS answer was not sent")));
  }

  private Optional<InetAddress> edgeAddress(String host) {
    return routing.choose(host).edge().flatMap(Edge::address);
  }

  boolean isListening() {
    return listening;
  }
}
