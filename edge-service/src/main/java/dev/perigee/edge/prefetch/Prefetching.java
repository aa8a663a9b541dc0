package dev.perigee.edge.prefetch;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.perigee.edge.settings.PrefetchSettings;
import dev.perigee.httpcache.request.RequestTarget;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/**
 * Which segment is to be fetched before anybody asks for it, and whether there is room for that.
 * What playlists tell comes before what numbers make likely. Where a segment is not there, neither
 * it nor one of the same name but for its number is asked for again for a while. Thread-safe.
 */
@Singleton
public final class Prefetching {

  private static final long MOST_ABSENT = 10_000;

  private final boolean on;
  private final boolean byNumber;
  private final Successors successors;
  private final Semaphore places;
  private final Cache<String, Boolean> absent;
  private final Map<PrefetchOutcome, Counter> counters = new EnumMap<>(PrefetchOutcome.class);

  @Inject
  public Prefetching(PrefetchSettings settings, MeterRegistry registry) {
    this.on = settings.enabled();
    this.byNumber = settings.byNumber();
    this.successors = new Successors(settings.maxCharacters());
    this.places = new Semaphore(settings.maxAtOnce());
    this.absent =
        Caffeine.newBuilder()
            .maximumSize(MOST_ABSENT)
            .expireAfterWrite(settings.pause())
            .executor(Runnable::run)
            .build();
    for (PrefetchOutcome outcome : PrefetchOutcome.values()) {
      counters.put(
          outcome,
          Counter.builder("perigee.edge.prefetches")
              .description("Segments that were to be fetched before a viewer asked for them")
              .tag("outcome", outcome.word())
              .register(registry));
    }
  }

  public boolean isOn() {
    return on;
  }

  /**
   * Takes in a playlist that goes by.
   *
   * @param playlist where it lies
   * @param authority the viewer's, whose absolute URIs count
   */
  public void learn(String distributionId, RequestTarget playlist, String authority, String text) {
    successors.learn(distributionId, playlist, authority, text);
  }

  /** The segment that follows one; empty where none is known, or it is not to be asked for now. */
  public Optional<RequestTarget> after(String distributionId, RequestTarget segment) {
    return successors
        .after(distributionId, segment)
        .or(() -> byNumber ? numbered(segment) : Optional.empty())
        .filter(next -> absent.getIfPresent(name(distributionId, next)) == null);
  }

  private static Optional<RequestTarget> numbered(RequestTarget segment) {
    return NumberedName.of(segment.rawPath())
        .map(name -> new RequestTarget(name.next(), segment.query()));
  }

  /** Takes a place, which {@link #ended} gives back; false where there is none. */
  public boolean begin() {
    boolean begun = places.tryAcquire();
    if (!begun) {
      count(PrefetchOutcome.REFUSED);
    }
    return begun;
  }

  /** Notes what became of a segment for which a place was taken. */
  public void ended(String distributionId, RequestTarget next, PrefetchOutcome outcome) {
    places.release();
    count(outcome);
    if (outcome == PrefetchOutcome.ABSENT) {
      absent.put(name(distributionId, next), true);
    }
  }

  private void count(PrefetchOutcome outcome) {
    Objects.requireNonNull(counters.get(outcome)).increment();
  }

  /** What a segment has in common with those of other numbers. */
  private static String name(String distributionId, RequestTarget target) {
    String path = target.rawPath();
    return distributionId
        + NumberedName.of(path).map(name -> name.stem() + '#' + name.ending()).orElse(path);
  }
}
