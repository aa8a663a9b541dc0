package dev.perigee.fairshare;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A number of places that owners take for a while. While some are free, whoever asks gets one. When
 * all are taken, the owner who has most loses its youngest one to a newcomer who has at least two
 * fewer: so in the end all who want more have the same, whoever came first, and an owner who wants
 * less than that always finds a place. That is how fair queues share their memory (longest queue
 * drop: Suter, Lakshman, Stiliadis and Choudhury, IEEE INFOCOM 1998; RFC 8290, section 4.1).
 *
 * <p>Thread-safe. To take a free place and to give one back cost the same however many there are;
 * to take one from another costs a look at every owner.
 */
public final class FairPlaces {

  private final int limit;

  // Guarded by this.
  private final Map<String, LinkedHashSet<Place>> owned = new HashMap<>();
  private int taken;

  /**
   * @param limit how many places there are, 1 or more
   */
  public FairPlaces(int limit) {
    if (limit < 1) {
      throw new IllegalArgumentException("limit: " + limit + " (expected: >= 1)");
    }
    this.limit = limit;
  }

  /** How many places are taken. */
  public synchronized int taken() {
    return taken;
  }

  /**
   * Takes a place, which the caller closes.
   *
   * @param whenLost runs once if the place is lost to another owner, on the thread of who takes it,
   *     perhaps before this returns; it must be quick
   * @return null where there is none for this owner
   */
  public @Nullable Place take(String owner, Runnable whenLost) {
    Place place = new Place(owner, whenLost);
    Place lost = null;
    synchronized (this) {
      if (taken == limit) {
        lost = youngestOfLargest(sizeOf(owned.get(owner)));
        if (lost == null) {
          return null;
        }
        remove(lost);
      }
      owned.computeIfAbsent(owner, _ -> new LinkedHashSet<>()).add(place);
      taken++;
    }
    if (lost != null) {
      lost.whenLost.run();
    }
    return place;
  }

  private @Nullable Place youngestOfLargest(int newcomers) {
    LinkedHashSet<Place> largest = null;
    for (LinkedHashSet<Place> places : owned.values()) {
      if (places.size() > sizeOf(largest)) {
        largest = places;
      }
    }
    return largest == null || largest.size() < newcomers + 2 ? null : largest.getLast();
  }

  private static int sizeOf(@Nullable LinkedHashSet<Place> places) {
    return places == null ? 0 : places.size();
  }

  private void remove(Place place) {
    LinkedHashSet<Place> places = owned.get(place.owner);
    if (places != null && places.remove(place)) {
      taken--;
      if (places.isEmpty()) {
        owned.remove(place.owner);
      }
    }
  }

  /** The right to have something under way. */
  public final class Place implements AutoCloseable {

    private final String owner;
    private final Runnable whenLost;

    private Place(String owner, Runnable whenLost) {
      this.owner = owner;
      this.whenLost = whenLost;
    }

    /** Gives the place back. Harmless when repeated, and where it was lost. */
    @Override
    public void close() {
      synchronized (FairPlaces.this) {
        remove(this);
      }
    }
  }
}
