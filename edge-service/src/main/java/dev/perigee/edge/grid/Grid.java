package dev.perigee.edge.grid;

import dev.perigee.edge.store.StoredResponse;
import io.vertx.core.Future;
import org.jspecify.annotations.Nullable;

/** What the edges of a region share. Never an error to its callers, and never blocks them. */
public interface Grid {

  /**
   * What is stored under a key, or null. Completes on any thread, within the time limit.
   *
   * <p>The response is given over: whoever gets it stores it or releases it.
   */
  Future<@Nullable StoredResponse> get(String key);

  /** Writes a response for the other edges; it stays the caller's. */
  void put(String key, StoredResponse response);

  /** Lets go of what is stored under a key. */
  void remove(String key);
}
