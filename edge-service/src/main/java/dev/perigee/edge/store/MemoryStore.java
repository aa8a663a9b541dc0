package dev.perigee.edge.store;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import dev.perigee.edge.settings.EdgeSettings;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The edge's own memory: responses by cache key, bounded by bytes, the less useful ones leaving
 * first (W-TinyLFU). Thread-safe.
 */
@Singleton
public final class MemoryStore {

  private final Cache<String, StoredResponse> entries;

  @Inject
  public MemoryStore(EdgeSettings settings) {
    this(settings.memory().maxBytes());
  }

  public MemoryStore(long maxBytes) {
    this.entries =
        Caffeine.newBuilder()
            .maximumWeight(maxBytes)
            .<String, StoredResponse>weigher((key, response) -> response.weight(key))
            .removalListener(MemoryStore::removed)
            // The little that is to be put in order costs less than waking another thread for it.
            .executor(Runnable::run)
            .build();
  }

  private static void removed(
      @Nullable String key, @Nullable StoredResponse response, RemovalCause cause) {
    if (response != null) {
      response.release();
    }
  }

  public @Nullable StoredResponse get(String key) {
    return entries.getIfPresent(key);
  }

  /** Stores a response, which is given over; what was there under the key is let go. */
  public void put(String key, StoredResponse response) {
    entries.put(key, response);
  }

  /** Lets go of a response unless another has taken its place. */
  public void remove(String key, StoredResponse response) {
    entries.asMap().remove(key, response);
  }

  /** Lets go of whatever is stored under a key. */
  public void remove(String key) {
    entries.invalidate(key);
  }

  /** What is stored, one by one; it may change meanwhile. */
  public Iterator<Map.Entry<String, StoredResponse>> entries() {
    return entries.asMap().entrySet().iterator();
  }

  /** How many responses are stored, about. */
  public long size() {
    return entries.estimatedSize();
  }

  /** Bytes of what is stored, about. */
  public long bytes() {
    return entries.policy().eviction().orElseThrow().weightedSize().orElse(0);
  }

  /** Lets go of everything. */
  public void clear() {
    entries.invalidateAll();
  }
}
