package dev.perigee.router.overview;

import dev.perigee.router.Routing;
import io.quarkus.vertx.http.ManagementInterface;
import io.vertx.core.http.HttpHeaders;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Shows the edges at {@code /perigee/edges} of the management port. */
@ApplicationScoped
class OverviewRoute {

  private final Routing routing;

  OverviewRoute(Routing routing) {
    this.routing = routing;
  }

  void register(@Observes ManagementInterface management) {
    management
        .router()
        .get("/perigee/edges")
        .handler(context ->
            context
                .response()
                .putHeader(HttpHeaders.CONTENT_TYPE, "text/plain; charset=utf-8")
                .end(
                    String.join("\n", EdgeTable.of(routing.fleet().edges(), routing::reach))
                        + "\n"));
  }
}
