package dev.perigee.edge.invalidation;

import dev.perigee.contracts.ContractJson;
import dev.perigee.contracts.Invalidation;
import dev.perigee.edge.settings.EdgeSettings;
import dev.perigee.edge.store.Horizon;
import dev.perigee.edge.store.StoredResponse;
import dev.perigee.eventlog.TopicListener;
import dev.perigee.httpcache.invalidation.InvalidationIndex;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
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

  private final int maxRemembered;
  private final long maxBytes;
  private final ConcurrentMap<String, InvalidationIndex> indexes = new ConcurrentHashMap<>();

  /** The oldest horizon that can be judged: what the log no longer holds may have matched. */
  private volatile long floor = -1;

  private volatile Horizon horizon = Horizon.NONE;
  private volatile Runnable onApplied = () -> {};

  @Inject
  public Invalidations(EdgeSettings settings) {
    this(settings.invalidationsRemembered(), settings.invalidationsMaxBytes());
  }

  /** Bounds what is remembered of each distribution, by paths and by bytes of heap. */
  public Invalidations(int maxRemembered, long maxBytes) {
    this.maxRemembered = maxRemembered;
    this.maxBytes = maxBytes;
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
    Horizon known = horizon;
    Horizon own = response.horizon();
    if (own.offset() < floor || !own.logId().equals(known.logId())) {
      return false;
    }
    InvalidationIndex index = indexes.get(distributionId);
    if (index == null) {
      return true;
    }
    long latest = index.latest();
    if (response.checkedOffset() >= latest) {
      return true;
    }
    long newest =
        Math.max(newestMatch(index, response.path(), alias), index.newestMatch(response.tags()));
    if (newest > own.offset()) {
      return false;
    }
    response.survived(latest);
    return true;
  }

  /**
   * Whether a fetch that began at {@code horizon} still yields a response that may be used.
   *
   * @param tags of the response; null while they are not known: any tag may be among them
   */
  public boolean isUsable(
      String distributionId,
      Horizon began,
      String path,
      @Nullable String alias,
      @Nullable List<String> tags) {
    if (began.offset() < floor || !began.logId().equals(horizon.logId())) {
      return false;
    }
    InvalidationIndex index = indexes.get(distributionId);
    return index == null
        || index.latest() <= began.offset()
        || newestMatch(index, path, alias) <= began.offset()
            && newestMatch(index, tags) <= began.offset();
  }

  private static long newestMatch(InvalidationIndex index, @Nullable List<String> tags) {
    return tags == null ? index.newestTag() : index.newestMatch(tags);
  }

  private static long newestMatch(InvalidationIndex index, String path, @Nullable String alias) {
    long newest = index.newestMatch(path);
    return alias == null ? newest : Math.max(newest, index.newestMatch(alias));
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
    InvalidationIndex index =
        indexes.computeIfAbsent(key, _ -> new InvalidationIndex(maxRemembered, maxBytes));
    apply(index, offset, value);
    horizon = new Horizon(horizon.logId(), offset);
    onApplied.run();
  }

  private static void apply(InvalidationIndex index, long offset, byte @Nullable [] value) {
    if (value == null) {
      return;
    }
    try {
      Invalidation invalidation = ContractJson.read(value, Invalidation.class);
      index.add(invalidation.paths(), invalidation.tags(), offset);
    } catch (IllegalArgumentException e) {
      LOG.errorf("offset %d: %s; the whole distribution counts as invalidated", offset, e);
      index.addAll(offset);
    }
  }
}
