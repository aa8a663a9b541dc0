package dev.perigee.edge.viewer;

import dev.perigee.edge.distribution.HostTable;
import dev.perigee.edge.explain.ExplainToken;
import dev.perigee.edge.facts.GeneratedHeaders;
import dev.perigee.edge.facts.GeoDatabase;
import dev.perigee.edge.fill.Fills;
import dev.perigee.edge.grid.GridStore;
import dev.perigee.edge.invalidation.Invalidations;
import dev.perigee.edge.invalidation.Lease;
import dev.perigee.edge.origin.OriginClient;
import dev.perigee.edge.report.Reports;
import dev.perigee.edge.request.RequestFacts;
import dev.perigee.edge.settings.EdgeSettings;
import dev.perigee.edge.settings.ExplainSettings;
import dev.perigee.edge.store.MemoryStore;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.Context;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The port that viewers connect to: one server an event loop, all on the same address. */
@Singleton
public final class ViewerListener {

  /** The longest request line: method, a URL of the allowed length, version. */
  private static final int MAX_REQUEST_LINE_BYTES = Admission.MAX_URL_BYTES + 64;

  private final Vertx vertx;
  private final EdgeSettings settings;
  private final Reports reports;
  private final Pipeline pipeline;
  private final AtomicInteger active = new AtomicInteger();
  private volatile int port;

  @Inject
  public ViewerListener(
      Vertx vertx,
      EdgeSettings settings,
      @ConfigProperty(name = "perigee.domain", defaultValue = "perigee.localhost") String domain,
      HostTable table,
      MemoryStore memory,
      GridStore grid,
      Invalidations invalidations,
      Lease lease,
      Fills fills,
      OriginClient origin,
      GeoDatabase places,
      ExplainSettings explain,
      Reports reports) {
    this.reports = reports;
    this.vertx = vertx;
    this.settings = settings;
    AnswerHeaders headers = new AnswerHeaders(settings.cacheName(), settings.id());
    ErrorPages errorPages = new ErrorPages(headers);
    Lookups lookups = new Lookups(memory, grid, invalidations, lease);
    this.pipeline =
        new Pipeline(
            new Admission(settings.id() + "." + domain + " (Perigee)"),
            new Routing(
                table,
                new StagingChoice(
                    table, InstantSource.system(), () -> ThreadLocalRandom.current().nextLong())),
            new Access(places, InstantSource.system()),
            new GeneratedHeaders(places),
            lookups,
            fills,
            new PassThrough(origin, invalidations, headers),
            new StoredAnswer(headers),
            new SlicedAnswer(headers, lookups, fills, settings.memory().maxObjectBytes()),
            new StreamAnswer(headers),
            errorPages,
            new ExplainToken(explain));
  }

  /** Opens the port; fails where it is in use. */
  public Future<Void> start(int eventLoops) {
    return vertx
        .deployVerticle(Server::new, new DeploymentOptions().setInstances(eventLoops))
        .mapEmpty();
  }

  /** The port that is open; only after {@link #start}. */
  public int port() {
    return port;
  }

  /** Viewer requests in progress. */
  public int activeRequests() {
    return active.get();
  }

  private void handle(HttpServerRequest request, Context context) {
    active.incrementAndGet();
    RequestFacts facts = new RequestFacts(request, System.nanoTime());
    request.response().headersEndHandler(_ -> facts.began(System.nanoTime()));
    request
        .response()
        .endHandler(_ -> {
          active.decrementAndGet();
          reports.ended(facts);
        });
    pipeline.handle(facts, context);
  }

  private final class Server extends AbstractVerticle {
    @Override
    public void start(Promise<Void> started) {
      HttpServerOptions options =
          new HttpServerOptions()
              .setHost(settings.host())
              .setPort(settings.httpPort())
              .setMaxInitialLineLength(MAX_REQUEST_LINE_BYTES)
              .setMaxHeaderSize(Admission.MAX_HEADER_BYTES)
              .setTcpNoDelay(true)
              .setIdleTimeout(75)
              .setHandle100ContinueAutomatically(true);
      vertx
          .createHttpServer(options)
          .requestHandler(request -> handle(request, context))
          .invalidRequestHandler(request -> handle(request, context))
          .listen()
          .onSuccess(server -> port = server.actualPort())
          .<Void>mapEmpty()
          .onComplete(started);
    }
  }
}
