package dev.perigee.edge.viewer;

import dev.perigee.edge.connection.Connections;
import dev.perigee.edge.connection.ListenerOptions;
import dev.perigee.edge.report.Reports;
import dev.perigee.edge.request.RequestFacts;
import dev.perigee.edge.settings.EdgeSettings;
import dev.perigee.edge.tls.ServerContexts;
import dev.perigee.edge.tls.ServerNameOptions;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.Context;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * The ports that viewers connect to: for each event loop a server for HTTP, and one for HTTPS where
 * there are certificates, all on the same address.
 */
@Singleton
public final class ViewerListener {

  private final Vertx vertx;
  private final EdgeSettings settings;
  private final Reports reports;
  private final Pipeline pipeline;
  private final Connections connections;
  private final Optional<ServerContexts> tls;

  @Inject
  ViewerListener(
      Vertx vertx,
      EdgeSettings settings,
      Reports reports,
      Pipeline pipeline,
      Connections connections,
      Optional<ServerContexts> tls) {
    this.vertx = vertx;
    this.settings = settings;
    this.reports = reports;
    this.pipeline = pipeline;
    this.connections = connections;
    this.tls = tls;
  }

  /** Opens the ports; fails where one is in use. */
  public Future<Void> start(int eventLoops) {
    return vertx
        .deployVerticle(Servers::new, new DeploymentOptions().setInstances(eventLoops))
        .mapEmpty();
  }

  private void handle(HttpServerRequest request, Context context) {
    RequestFacts facts = new RequestFacts(request, System.nanoTime());
    request.response().headersEndHandler(_ -> facts.began(System.nanoTime()));
    if (connections.began(request, () -> reports.ended(facts))) {
      pipeline.handle(facts, context);
    }
  }

  private final class Servers extends AbstractVerticle {
    @Override
    public void start(Promise<Void> started) {
      Future<HttpServer> plain = listen(ListenerOptions.plain(settings));
      Future<HttpServer> all =
          tls.map(
                  contexts -> {
                    ServerNameOptions names = new ServerNameOptions(contexts);
                    return plain.compose(_ -> listen(ListenerOptions.secure(settings, names)));
                  })
              .orElse(plain);
      all.<Void>mapEmpty().onComplete(started);
    }

    private Future<HttpServer> listen(HttpServerOptions options) {
      return vertx
          .createHttpServer(options)
          .connectionHandler(connection -> connections.opened(connection, options))
          .requestHandler(request -> handle(request, context))
          .invalidRequestHandler(request -> handle(request, context))
          .listen();
    }
  }
}
