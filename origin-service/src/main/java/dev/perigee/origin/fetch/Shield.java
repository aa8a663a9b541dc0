package dev.perigee.origin.fetch;

import dev.perigee.origin.outcome.Outcome;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;

/**
 * Lets requests of several edges for one object be one request to the origin. A request joins a
 * fetch only where that was begun with an invalidation horizon not below its own: so what it gets
 * was asked of the origin after everything that it knows to be invalidated. Thread-safe; one for
 * the process.
 */
public final class Shield {

  private final ConcurrentMap<ShareKey, SharedFetch> inFlight = new ConcurrentHashMap<>();
  private final Vertx vertx;
  private final FetchMeter meter;
  private final ShieldMemory memory;
  private final long windowBytes;

  /**
   * @param windowBytes bytes between the fastest edge and the slowest of a body that is not kept
   */
  public Shield(Vertx vertx, FetchMeter meter, ShieldMemory memory, long windowBytes) {
    this.vertx = vertx;
    this.meter = meter;
    this.memory = memory;
    this.windowBytes = windowBytes;
  }

  /** Fetches that others may join now. */
  public int size() {
    return inFlight.size();
  }

  /**
   * Joins the fetch of the same object, or begins one.
   *
   * @param fetch asks the origin, holding what it needs in the scope that it is given
   * @return the request's turn, on its own event loop
   */
  Future<Turn> ask(
      ShareKey key, Exchange exchange, Function<Scope, Future<Outcome<OriginAnswer>>> fetch) {
    Context context = vertx.getOrCreateContext();
    while (true) {
      SharedFetch current = inFlight.get(key);
      if (current != null && current.horizon() >= exchange.request().horizon()) {
        Promise<Turn> turn = Promise.promise();
        if (current.join(new SharedFetch.Party(exchange, context, turn, true))) {
          meter.joined();
          return turn.future();
        }
        inFlight.remove(key, current);
        continue;
      }
      SharedFetch own =
          new SharedFetch(
              exchange.request().horizon(),
              exchange.request().isAhead(),
              context,
              memory,
              windowBytes);
      boolean entered =
          current == null
              ? inFlight.putIfAbsent(key, own) == null
              : inFlight.replace(key, current, own);
      if (entered) {
        Promise<Turn> turn = Promise.promise();
        own.join(new SharedFetch.Party(exchange, context, turn, false));
        own.whenOver(() -> inFlight.remove(key, own));
        own.start(fetch);
        return turn.future();
      }
    }
  }
}
