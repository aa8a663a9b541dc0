package dev.perigee.edge.invalidation;

import static dev.perigee.contracts.InvalidationEffect.HARD;

import dev.perigee.contracts.ContractJson;
import dev.perigee.contracts.Invalidation;
import dev.perigee.edge.settings.EdgeSettings;
import dev.perigee.edge.store.Horizon;
import dev.perigee.edge.store.StoredResponse;
import dev.perigee.eventlog.TopicListener;
import dev.perigee.httpcache.invalidation.InvalidationIndex;
import dev.perigee.httpcache.request.PairSelection;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * What this edge has applied of the invalidation log.
 *
 * <p>One thread, the log's follower, writes; every thread reads. A fill notes {@link #horizon()}
 * before it sends its origin request, and {@link #isUsable} holds a response's horizon against what
 * was invalidated since. The order of writes is what makes that safe: an index knows an
 * invalidation before the horizon includes its offset, so a fill can never claim to be newer than
 * an invalidation that the index does not know yet.
 *
 * <p>A response is judged by the log that its horizon speaks of and by no other. Nor does any log
 * judge what was fetched before one was known: a log that was lost may have invalidated it.
 */
@Singleton
public final class Invalidations implements TopicListener {

  private static final Logger LOG = Logger.getLogger(Invalidations.class);

  private final Indexes indexes;

  /** The oldest horizon that can be judged: what is not remembered may have matched. */
  private volatile long floor = -1;

  private volatile Horizon horizon = Horizon.NONE;
  private volatile Runnable onApplied = () -> {};

  @Inject
  public Invalidations(EdgeSettings settings) {
    this(
        settings.invalidationsRemembered(),
        settings.invalidationsMaxBytes(),
        settings.invalidationsMaxBytesInAll());
  }

  /**
   * Bounds what is remembered.
   *
   * @param maxRemembered paths, prefixes and tags of each distribution
   * @param maxBytes of heap, of each distribution
   * @param maxBytesInAll of heap, of all distributions together
   */
  public Invalidations(int maxRemembered, long maxBytes, long maxBytesInAll) {
    this.indexes = new Indexes(maxRemembered, maxBytes, maxBytesInAll);
  }

  /** How many paths, prefixes and tags are remembered one by one. */
  public long remembered() {
    return indexes.size();
  }

  /** Bytes of heap that what is remembered takes. */
  public long bytes() {
    return indexes.bytes();
  }

  /** Called on the follower's thread after each applied record. */
  public void onApplied(Runnable listener) {
    onApplied = listener;
  }

  /** How much of the log is applied now. */
  public Horizon horizon() {
    return horizon;
  }

  /**
   * Whether nothing that matches a response was invalidated above its horizon.
   *
   * @param alias a second path under which viewers ask for the same object, or null
   */
  public boolean isUsable(String distributionId, StoredResponse response, @Nullable String alias) {
    Horizon own = response.horizon();
    InvalidationIndex index = indexes.hard(distributionId);
    if (cannotBeJudged(own)) {
      return false;
    }
    if (index == null) {
      return true;
    }
    long latest = index.latest();
    if (!mayMatch(index, response.path(), alias, response.tags(), response.checkedOffset())) {
      return true;
    }
    if (isMatched(index, response.path(), alias, response.tags(), own.offset())) {
      return false;
    }
    response.survived(latest);
    return true;
  }

  /**
   * Whether a response is of no use any more, whoever asks for it. That a second path of its object
   * was invalidated is not looked at.
   */
  boolean isDead(String distributionId, StoredResponse response) {
    InvalidationIndex index = indexes.hard(distributionId);
    return cannotBeJudged(response.horizon())
        || index != null
            && mayMatch(index, response.path(), null, response.tags(), response.checkedOffset())
            && isMatched(
                index, response.path(), null, response.tags(), response.horizon().offset());
  }

  /**
   * Whether a response that is usable counts as stale: something that matches it was softly
   * invalidated above its horizon.
   *
   * @param alias a second path under which viewers ask for the same object, or null
   */
  public boolean isStale(String distributionId, StoredResponse response, @Nullable String alias) {
    InvalidationIndex index = indexes.soft(distributionId);
    long own = response.horizon().offset();
    return index != null
        && mayMatch(index, response.path(), alias, response.tags(), own)
        && isMatched(index, response.path(), alias, response.tags(), own);
  }

  /**
   * Whether a fetch that began at {@code horizon} still yields a response that may be used, and is
   * not stale at once.
   *
   * @param tags of the response; null while they are not known: any tag may be among them
   */
  public boolean isUsable(
      String distributionId,
      Horizon began,
      String path,
      @Nullable String alias,
      @Nullable List<String> tags) {
    InvalidationIndex index = indexes.hard(distributionId);
    InvalidationIndex soft = indexes.soft(distributionId);
    return !cannotBeJudged(began)
        && (index == null || !isMatched(index, path, alias, tags, began.offset()))
        && (soft == null || !isMatched(soft, path, alias, tags, began.offset()));
  }

  /** Whether {@link #isMatched} is worth asking; takes a few reads of memory, and no look-up. */
  private static boolean mayMatch(
      InvalidationIndex index, String path, @Nullable String alias, List<String> tags, long above) {
    return index.latest() > above
        && (index.mayMatch(path, above)
            || alias != null && index.mayMatch(alias, above)
            || !tags.isEmpty() && index.newestTag() > above);
  }

  /** Whether something that matches was invalidated above an offset. */
  private static boolean isMatched(
      InvalidationIndex index,
      String path,
      @Nullable String alias,
      @Nullable List<String> tags,
      long above) {
    return index.newestMatch(path) > above
        || alias != null && index.newestMatch(alias) > above
        || (tags == null ? index.newestTag() : index.newestMatch(tags)) > above;
  }

  /**
   * Asked after the index was looked for: where one was dropped, what it knew is below the floor by
   * then.
   */
  private boolean cannotBeJudged(Horizon own) {
    return own.offset() < floor || !own.logId().equals(horizon.logId());
  }

  @Override
  public void started(String logId, long firstOffset) {
    if (!logId.equals(horizon.logId())) {
      horizon = Horizon.NONE;
      indexes.clear();
      horizon = new Horizon(logId, -1);
    }
    floor = firstOffset - 1;
    if (horizon.offset() < floor) {
      horizon = new Horizon(logId, floor);
    }
  }

  @Override
  public void record(long offset, String key, byte @Nullable [] value) {
    if (value != null && !apply(offset, key, value)) {
      LOG.warnf("invalidations of too many distributions to remember: all count as invalidated");
      floor = offset;
      indexes.clear();
    }
    horizon = new Horizon(horizon.logId(), offset);
    onApplied.run();
  }

  private boolean apply(long offset, String distributionId, byte[] value) {
    try {
      Invalidation invalidation = ContractJson.read(value, Invalidation.class);
      return indexes.change(
          distributionId,
          invalidation.effect(),
          index -> index.add(inEveryOrder(invalidation.paths()), invalidation.tags(), offset));
    } catch (IllegalArgumentException e) {
      LOG.errorf("offset %d: %s; the whole distribution counts as invalidated", offset, e);
      return indexes.change(distributionId, HARD, index -> index.addAll(offset));
    }
  }

  /**
   * The paths, each with a query also as media endpoints' objects have it: its parameters in the
   * order of names.
   */
  private static List<String> inEveryOrder(List<String> paths) {
    return paths.stream()
        .flatMap(path -> Stream.of(path, withOrderedQuery(path)).distinct())
        .toList();
  }

  private static String withOrderedQuery(String path) {
    int mark = path.indexOf('?');
    return mark < 0 || path.endsWith("*")
        ? path
        : path.substring(0, mark + 1) + PairSelection.inOrderOfNames(path.substring(mark + 1));
  }
}
