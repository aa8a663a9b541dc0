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
import org.jspecify.annotations.Nullable;

/**
 * Listens for edges on one event loop. Deployed once for each core; the instances share the port,
 * the catalogue, the gate and the meter, and nothing else.
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
   * @param perOrigin most connections to one origin
   */
  public record Setup(
      String host,
      int port,
      OriginCatalog catalog,
      Endpoints endpoints,
      AddressRules rules,
      OriginGate gate,
      FetchMeter meter,
      Duration definitionWait,
      Duration edgeLimit,
      int perOrigin) {}

  private final Setup setup;
  private @Nullable DnsLookup lookup;

  public FetchListener(Setup setup) {
    this.setup = setup;
  }

  @Override
  public void start(Promise<Void> started) {
    DnsLookup dns = new DnsLookup(ownLoop());
    lookup = dns;
    FetchPipeline pipeline =
        new FetchPipeline(
            new Definitions(vertx, setup.catalog(), setup.definitionWait()),
            setup.endpoints(),
            setup.gate(),
            new OriginCall.Means(
                vertx,
                dns,
                setup.rules(),
                new OriginClients(vertx, setup.perOrigin()),
                setup.edgeLimit()),
            setup.meter());
    vertx
        .createHttpServer(options())
        .requestHandler(pipeline)
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
