package dev.perigee.origin.fetch;

import dev.perigee.contracts.OriginFailure;
import dev.perigee.origin.catalog.Definition;
import dev.perigee.origin.catalog.OriginCatalog;
import dev.perigee.origin.outcome.Outcome;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;

/** Finds the definition that an edge speaks of; one that is still on its way is waited for. */
final class Definitions {

  private final Vertx vertx;
  private final OriginCatalog catalog;
  private final Duration wait;

  Definitions(Vertx vertx, OriginCatalog catalog, Duration wait) {
    this.vertx = vertx;
    this.catalog = catalog;
    this.wait = wait;
  }

  Future<Outcome<Definition>> find(String fingerprint, Scope scope) {
    Definition known = catalog.find(fingerprint);
    return known == null ? await(fingerprint, scope) : Future.succeededFuture(Outcome.done(known));
  }

  private Future<Outcome<Definition>> await(String fingerprint, Scope scope) {
    Context context = vertx.getOrCreateContext();
    Promise<Outcome<Definition>> found = Promise.promise();
    Runnable stop =
        catalog.whenKnown(
            fingerprint,
            definition -> context.runOnContext(_ -> found.tryComplete(Outcome.done(definition))));
    if (stop == null) {
      return Future.succeededFuture(unknown("too many requests wait for their origins"));
    }
    long timer =
        vertx.setTimer(
            wait.toMillis(),
            _ -> found.tryComplete(unknown("no such origin was made known within " + wait)));
    scope.whenLeft(() -> found.tryComplete(Outcome.abandoned()));
    return found
        .future()
        .onComplete(_ -> {
          stop.run();
          vertx.cancelTimer(timer);
        });
  }

  private static Outcome<Definition> unknown(String detail) {
    return Outcome.failed(OriginFailure.OriginUnknown, detail);
  }
}
