package dev.perigee.origin.catalog;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Every definition that an edge may ask for, by fingerprint.
 *
 * <p>An edge pins its configuration when a request comes in, and edges apply a change at different
 * moments. So a definition that its distribution no longer has stays known for a while, within a
 * bound; and a fingerprint that is not known yet can be waited for.
 *
 * <p>Thread-safe. {@link #find} takes no lock; changes come from one thread.
 */
public final class OriginCatalog {

  private static final int MOST_WAITING = 1_024;

  private final Duration supersededRetention;
  private final int mostSuperseded;
  private final InstantSource clock;

  private final Map<String, Definition> byFingerprint = new ConcurrentHashMap<>();

  // Guarded by this.
  private final Map<String, SavedCatalog.Distribution> distributions = new HashMap<>();
  private final LinkedHashMap<String, SavedCatalog.Superseded> superseded = new LinkedHashMap<>();
  private final Map<String, List<Consumer<Definition>>> waiting = new HashMap<>();
  private int waitingCount;
  private long changes;

  public OriginCatalog(Duration supersededRetention, int mostSuperseded, InstantSource clock) {
    this.supersededRetention = supersededRetention;
    this.mostSuperseded = mostSuperseded;
    this.clock = clock;
  }

  /** The definition with this fingerprint, or null. */
  public @Nullable Definition find(String fingerprint) {
    return byFingerprint.get(fingerprint);
  }

  /** Number of definitions known, superseded ones included. */
  public int size() {
    return byFingerprint.size();
  }

  /**
   * Calls back once the definition is known: at once on this thread, or later on the thread that
   * brings it.
   *
   * @return ends the wait, harmless afterwards; null where too many are waiting already
   */
  public @Nullable Runnable whenKnown(String fingerprint, Consumer<Definition> callback) {
    Definition known;
    synchronized (this) {
      known = byFingerprint.get(fingerprint);
      if (known == null) {
        if (waitingCount == MOST_WAITING) {
          return null;
        }
        waiting.computeIfAbsent(fingerprint, f -> new ArrayList<>()).add(callback);
        waitingCount++;
        return () -> stopWaiting(fingerprint, callback);
      }
    }
    callback.accept(known);
    return () -> {};
  }

  private synchronized void stopWaiting(String fingerprint, Consumer<Definition> callback) {
    List<Consumer<Definition>> callbacks = waiting.get(fingerprint);
    if (callbacks != null && callbacks.remove(callback)) {
      waitingCount--;
      if (callbacks.isEmpty()) {
        waiting.remove(fingerprint);
      }
    }
  }

  /** Puts a distribution's origins and groups in force in place of those that it had. */
  void put(SavedCatalog.Distribution distribution) {
    List<Runnable> awaited = new ArrayList<>();
    synchronized (this) {
      SavedCatalog.Distribution before = distributions.put(distribution.id(), distribution);
      Set<String> now = new HashSet<>();
      for (Definition definition : distribution.definitions()) {
        now.add(definition.fingerprint());
        superseded.remove(definition.fingerprint());
        byFingerprint.put(definition.fingerprint(), definition);
        awaited.addAll(takeWaiting(definition));
      }
      supersede(before == null ? List.of() : before.definitions(), now);
      changes++;
    }
    awaited.forEach(Runnable::run);
  }

  private List<Runnable> takeWaiting(Definition definition) {
    List<Consumer<Definition>> callbacks = waiting.remove(definition.fingerprint());
    if (callbacks == null) {
      return List.of();
    }
    waitingCount -= callbacks.size();
    return callbacks.stream().<Runnable>map(c -> () -> c.accept(definition)).toList();
  }

  /** Takes a distribution's origins out of force. */
  synchronized void remove(String distributionId) {
    SavedCatalog.Distribution before = distributions.remove(distributionId);
    if (before != null) {
      supersede(before.definitions(), Set.of());
      changes++;
    }
  }

  /** Takes out of force every distribution but these. */
  synchronized void retain(Collection<String> distributionIds) {
    List<String> gone = new ArrayList<>(distributions.keySet());
    gone.removeAll(distributionIds);
    gone.forEach(this::remove);
  }

  private void supersede(List<Definition> definitions, Set<String> stillInForce) {
    Instant now = clock.instant();
    for (Definition definition : definitions) {
      if (!stillInForce.contains(definition.fingerprint())) {
        superseded.putLast(definition.fingerprint(), SavedCatalog.Superseded.of(definition, now));
      }
    }
    forgetOldest(now);
  }

  /** Drops the superseded definitions whose time is over, oldest first. */
  synchronized void forgetOldest(Instant now) {
    Iterator<Map.Entry<String, SavedCatalog.Superseded>> oldest = superseded.entrySet().iterator();
    while (oldest.hasNext()) {
      Map.Entry<String, SavedCatalog.Superseded> entry = oldest.next();
      boolean expired = entry.getValue().since().plus(supersededRetention).isBefore(now);
      if (!expired && superseded.size() <= mostSuperseded) {
        return;
      }
      oldest.remove();
      byFingerprint.remove(entry.getKey());
      changes++;
    }
  }

  /** Counts the changes so far. */
  synchronized long changes() {
    return changes;
  }

  synchronized SavedCatalog save(String logId) {
    return new SavedCatalog(
        SavedCatalog.SCHEMA,
        logId,
        List.copyOf(distributions.values()),
        List.copyOf(superseded.values()));
  }

  synchronized void restore(SavedCatalog saved) {
    for (SavedCatalog.Superseded entry : saved.superseded()) {
      Definition definition = entry.definition();
      superseded.put(definition.fingerprint(), entry);
      byFingerprint.put(definition.fingerprint(), definition);
    }
    saved.distributions().forEach(this::put);
    forgetOldest(clock.instant());
  }
}
