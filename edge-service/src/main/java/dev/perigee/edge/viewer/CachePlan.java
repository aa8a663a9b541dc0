package dev.perigee.edge.viewer;

import dev.perigee.edge.distribution.CompiledBehavior;
import dev.perigee.edge.request.ViewerRequest;
import dev.perigee.httpcache.Reason;

/** Whether a cache may answer a request at all. */
sealed interface CachePlan {

  /**
   * It may.
   *
   * @param key the object's cache key
   * @param path with the query that is in the key: what invalidations are matched against
   */
  record Cached(String key, String path) implements CachePlan {}

  /** It may not: the request goes to the origin, and nothing is kept. */
  record Bypass(Reason reason) implements CachePlan {}

  static CachePlan of(Exchange exchange) {
    CompiledBehavior behavior = exchange.behavior();
    ViewerRequest request = exchange.request();
    if (behavior.bypass().isPresent()) {
      return new Bypass(behavior.bypass().get());
    }
    if (!behavior.cachedMethods().contains(request.method()) || request.mayHaveBody()) {
      return new Bypass(Reason.METHOD);
    }
    String query = request.target().query();
    String selected = behavior.key().selectedQuery(query);
    return new Cached(
        behavior
            .key()
            .key(request.method(), exchange.objectPath(), query, request, request.generated()),
        selected.isEmpty() ? exchange.objectPath() : exchange.objectPath() + "?" + selected);
  }
}
