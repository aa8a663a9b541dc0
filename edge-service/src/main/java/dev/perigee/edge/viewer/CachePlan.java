package dev.perigee.edge.viewer;

import dev.perigee.edge.distribution.CompiledBehavior;
import dev.perigee.edge.fill.FillRequest;
import dev.perigee.edge.request.ViewerRequest;
import dev.perigee.edge.store.VariantFamily;
import dev.perigee.httpcache.HeaderView;
import dev.perigee.httpcache.Reason;
import org.jspecify.annotations.Nullable;

/** Whether a cache may answer a request at all. */
sealed interface CachePlan {

  /**
   * It may.
   *
   * @param key where the response is looked for
   * @param objectKey the key of all the object's variants together; the same where none are known
   * @param path with the query that is in the key: what invalidations are matched against
   */
  record Cached(String key, String objectKey, String path) implements CachePlan {

    /** The variant that answers a request. */
    Cached variant(VariantFamily family, HeaderView request) {
      return new Cached(family.key(objectKey, request), objectKey, path);
    }

    /**
     * The fill that gets it.
     *
     * @param stale what is stored but needs the origin's word; null for nothing
     */
    FillRequest toFill(Exchange exchange, FillRequest.@Nullable Stale stale) {
      return new FillRequest(
          exchange.request(),
          exchange.distribution(),
          exchange.behavior(),
          key,
          objectKey,
          exchange.objectPath(),
          path,
          stale,
          null,
          false);
    }

    boolean isVariant() {
      return !key.equals(objectKey);
    }
  }

  /** It may not: the request goes to the origin, and nothing is kept. */
  record Bypass(Reason reason) implements CachePlan {}

  static CachePlan of(Exchange exchange) {
    CompiledBehavior behavior = exchange.behavior();
    ViewerRequest request = exchange.request();
    if (request.wantsWebSocket()) {
      return new Bypass(Reason.UPGRADE);
    }
    if (behavior.bypass().isPresent()) {
      return new Bypass(behavior.bypass().get());
    }
    if (!behavior.cachedMethods().contains(request.method()) || request.mayHaveBody()) {
      return new Bypass(Reason.METHOD);
    }
    String selected = behavior.key().selectedQuery(request.target().query());
    String key = key(exchange, request.method());
    return new Cached(
        key,
        key,
        selected.isEmpty() ? exchange.objectPath() : exchange.objectPath() + "?" + selected);
  }

  /** The key under which a behaviour keeps what a method gives of an exchange's object. */
  static String key(Exchange exchange, String method) {
    ViewerRequest request = exchange.request();
    return exchange
        .behavior()
        .key()
        .key(method, exchange.objectPath(), request.target().query(), request, request.generated());
  }
}
