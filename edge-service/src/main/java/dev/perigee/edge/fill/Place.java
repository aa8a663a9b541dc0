package dev.perigee.edge.fill;

import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * Where requests find a fill that is under way: at the key that it was begun for, and at its
 * variant's once that is known. On the leader's context.
 */
final class Place {

  private final ConcurrentMap<String, Fill> inFlight;
  private final Fill fill;
  private final String key;
  private String variantKey;

  /**
   * @param key at which the fill is found already, if it is to be found at all
   */
  Place(ConcurrentMap<String, Fill> inFlight, Fill fill, String key) {
    this.inFlight = inFlight;
    this.fill = fill;
    this.key = key;
    this.variantKey = key;
  }

  /** The fill's object varies: requests for its variant find it too, unless they have another. */
  void alsoAt(String variant) {
    if (!variant.equals(key) && inFlight.putIfAbsent(variant, fill) == null) {
      variantKey = variant;
    }
  }

  /** A place for another fill; null where one is under way there. */
  @Nullable Place beside(String otherKey, Fill other) {
    return inFlight.putIfAbsent(otherKey, other) == null
        ? new Place(inFlight, other, otherKey)
        : null;
  }

  /** No request finds it from now on. */
  void leave() {
    inFlight.remove(key, fill);
    inFlight.remove(variantKey, fill);
  }
}
