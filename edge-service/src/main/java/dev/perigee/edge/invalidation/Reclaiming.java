package dev.perigee.edge.invalidation;

import dev.perigee.edge.store.Horizon;
import dev.perigee.edge.store.MemoryStore;
import dev.perigee.edge.store.StoredResponse;
import dev.perigee.eventlog.repeat.Repeater;
import java.time.Duration;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Gives back the memory of what was invalidated and is asked for no more. Once something has been
 * invalidated, all that is stored is walked through, some responses at a time; what is invalidated
 * meanwhile is left to the next round.
 */
public final class Reclaiming implements AutoCloseable {

  /** Less than a tenth of a millisecond, for which a request may wait for a core or the store. */
  static final int RESPONSES_A_STEP = 25;

  private static final Duration BETWEEN_STEPS = Duration.ofMillis(2);
  private static final Duration BETWEEN_ROUNDS = Duration.ofSeconds(1);

  private final MemoryStore memory;
  private final Invalidations invalidations;
  private final Repeater repeater = new Repeater("reclaiming", this::step);

  // Of the repeater's thread alone.
  private Horizon walkedAt = Horizon.NONE;
  private @Nullable Iterator<Map.Entry<String, StoredResponse>> round;

  /** Does not start the thread. */
  public Reclaiming(MemoryStore memory, Invalidations invalidations) {
    this.memory = memory;
    this.invalidations = invalidations;
  }

  public void start() {
    repeater.start();
  }

  @Override
  public void close() {
    repeater.close();
  }

  /** Walks on; returns how long to rest. */
  Duration step() {
    Iterator<Map.Entry<String, StoredResponse>> current = round == null ? begin() : round;
    for (int i = 0; i < RESPONSES_A_STEP && current.hasNext(); i++) {
      Map.Entry<String, StoredResponse> entry = current.next();
      if (invalidations.isDead(distributionOf(entry.getKey()), entry.getValue())) {
        memory.remove(entry.getKey(), entry.getValue());
      }
    }
    round = current.hasNext() ? current : null;
    return round == null ? BETWEEN_ROUNDS : BETWEEN_STEPS;
  }

  private Iterator<Map.Entry<String, StoredResponse>> begin() {
    Horizon now = invalidations.horizon();
    if (now.equals(walkedAt)) {
      return Map.<String, StoredResponse>of().entrySet().iterator();
    }
    walkedAt = now;
    return memory.entries();
  }

  /** The first line of every cache key. */
  private static String distributionOf(String key) {
    int end = key.indexOf('\n');
    return end < 0 ? key : key.substring(0, end);
  }
}
