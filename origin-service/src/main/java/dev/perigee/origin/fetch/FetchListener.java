package dev.perigee.origin.fetch;

import dev.perigee.origin.address.AddressRules;
import dev.perigee.origin.address.DnsLookup;
import dev.perigee.origin.catalog.OriginCatalog;
import dev.perigee.origin.endpoint.Endpoints;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.EventExecutor;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpServerOptions;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Listens for edges on one event loop. Deployed once for each core; the instances share the port,
 * the catalogue, the gates and the meter, and nothing else.
 */
public final class FetchListener extends AbstractVerticle {

  private static final int MAX_REQUEST_HEADER_BYTES = 65_536;
  private static final int MAX_REQUEST_LINE_BYTES = 16_384;

  /** Longer than any origin may take for its first byte, three attempts included. */
  private static final Duration IDLE = Duration.ofMinutes(10);

  /**
   * What the listener is made of.
   *
   * @param definitionWait how long a fingerprint that is not known is waited for
   * @param edgeLimit how long an edge may keep a fetch waiting
   * @param connections most connections to one address
   * @param trusted whose certificates origins may have; null for those that this Java trusts
   * @param shield where requests of several edges meet
   * @param health what is known of the primaries of groups
   * @param qualityWait how long a primary's answer waits for the secondary's quality score
   * @param drain waits for edges' requests at the end
   */
  public record Setup(
      String host,
      int port,
      OriginCatalog catalog,
      Endpoints endpoints,
      AddressRules rules,
      OriginGates gates,
      FetchMeter meter,
      Duration definitionWait,
      Duration edgeLimit,
      int connections,
      @Nullable X509TrustManager trusted,
      Shield shield,
      PassiveHealth health,
      Duration qualityWait,
      Drain drain) {}

  private final Setup setup;
  private @Nullable DnsLookup lookup;

  public FetchListener(Setup setup) {
    this.setup = setup;
  }

  @Override
  public void start(Promise<Void> started) {
    DnsLookup dns = new DnsLookup(ownLoop());
    lookup = dns;
    Members members =
        new Members(
            setup.endpoints(),
            setup.gates(),
            new OriginCall.Means(
                vertx,
                dns,
                setup.rules(),
                new OriginClients(vertx, setup.connections(), setup.trusted()),
                setup.edgeLimit()));
    FetchPipeline pipeline =
        new FetchPipeline(
            new Definitions(vertx, setup.catalog(), setup.definitionWait()),
            new Groups(
                members,
                new QualityChoice(vertx, members, setup.qualityWait()),
                setup.health(),
                setup.meter()),
            setup.shield(),
            new AnswerWriter(vertx, setup.meter()),
            new SharedAnswer(vertx, setup.meter(), setup.edgeLimit()),
            setup.meter());
    vertx
        .createHttpServer(options())
        .requestHandler(setup.drain().around(pipeline))
        .listen()
        .<Void>mapEmpty()
        .onComplete(started);
  }

  private HttpServerOptions options() {
    return new HttpServerOptions()
        .setHost(setup.host())
        .setPort(setup.port())
        .setMaxHeaderSize(MAX_REQUEST_HEADER_BYTES)
        .setMaxInitialLineLength(MAX_REQUEST_LINE_BYTES)
        .setIdleTimeout((int) IDLE.toSeconds())
        .setIdleTimeoutUnit(TimeUnit.SECONDS);
  }

  private EventLoop ownLoop() {
    for (EventExecutor executor : vertx.nettyEventLoopGroup()) {
      if (executor.inEventLoop() && executor instanceof EventLoop loop) {
        return loop;
      }
    }
    throw new IllegalStateException("a verticle starts on an event loop");
  }

  @Override
  public void stop() {
    if (lookup != null) {
      lookup.close();
    }
  }
}
