package dev.perigee.origin.catalog;

import dev.perigee.contracts.ContractJson;
import dev.perigee.contracts.DistributionSnapshot;
import dev.perigee.contracts.Topics;
import dev.perigee.eventlog.TopicListener;
import dev.perigee.eventlog.TopicTail;
import dev.perigee.eventlog.cluster.KafkaCluster;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Keeps an {@link OriginCatalog} as {@link Topics#DISTRIBUTIONS} has it, and on disk, so that the
 * service starts and serves with Kafka away.
 */
public final class CatalogFollower implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger(CatalogFollower.class);
  private static final long SAVE_MILLIS = Duration.ofSeconds(1).toMillis();
  private static final long CLOSE_SECONDS = 5;

  private final OriginCatalog catalog;
  private final CatalogFile file;
  private final InstantSource clock;
  private final Reading reading;
  private final TopicTail tail;
  private final ScheduledExecutorService saver;

  // Of the saver's thread alone.
  private long savedChanges;
  private boolean saveFailed;

  private CatalogFollower(
      OriginCatalog catalog, Path directory, KafkaCluster kafka, InstantSource clock) {
    this.catalog = catalog;
    this.file = new CatalogFile(directory);
    this.clock = clock;
    SavedCatalog saved = file.load();
    catalog.restore(saved);
    this.savedChanges = catalog.changes();
    this.reading = new Reading(catalog, saved.logId());
    this.tail = TopicTail.follow(kafka, Topics.DISTRIBUTIONS, reading);
    this.saver =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("catalog-saver").daemon().factory());
    saver.scheduleWithFixedDelay(
        this::saveIfChanged, SAVE_MILLIS, SAVE_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** Restores the catalogue from its directory and then follows the topic. Does not wait. */
  public static CatalogFollower start(
      OriginCatalog catalog, Path directory, KafkaCluster kafka, InstantSource clock) {
    return new CatalogFollower(catalog, directory, kafka, clock);
  }

  /**
   * Nanoseconds since the catalogue was last known to be up to date; empty before the first time.
   */
  public OptionalLong nanosSinceInTouch() {
    return tail.nanosSinceInTouch();
  }

  private void saveIfChanged() {
    try {
      catalog.forgetOldest(clock.instant());
      long changes = catalog.changes();
      if (changes != savedChanges) {
        file.save(catalog.save(reading.logId()));
        savedChanges = changes;
        saveFailed = false;
      }
    } catch (IOException | RuntimeException e) {
      if (!saveFailed) {
        LOG.errorf(e, "%s cannot be written; retrying each second", file);
        saveFailed = true;
      }
    }
  }

  @Override
  public void close() {
    tail.close();
    saver.execute(this::saveIfChanged);
    saver.shutdown();
    try {
      if (!saver.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
        LOG.warnf("%s was not written in time", file);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Applies the topic's records. Compaction may have dropped the record that says that a
   * distribution is gone; so what a full reading of the same log did not bring is gone too. Another
   * log, made anew, says nothing of what it does not hold.
   */
  private static final class Reading implements TopicListener {

    private final OriginCatalog catalog;
    private volatile String logId;
    private @Nullable Set<String> seen;
    private boolean sameLog;

    Reading(OriginCatalog catalog, String logId) {
      this.catalog = catalog;
      this.logId = logId;
    }

    String logId() {
      return logId;
    }

    @Override
    public void started(String startedLogId, long firstOffset) {
      sameLog = startedLogId.equals(logId);
      logId = startedLogId;
      seen = new HashSet<>();
    }

    @Override
    public void record(long offset, String key, byte @Nullable [] value) {
      if (value == null) {
        catalog.remove(key);
        return;
      }
      if (seen != null) {
        seen.add(key);
      }
      DistributionSnapshot snapshot = ContractJson.read(value, DistributionSnapshot.class);
      catalog.put(new SavedCatalog.Distribution(key, snapshot.origins(), snapshot.originGroups()));
    }

    @Override
    public void caughtUp() {
      if (seen != null && sameLog) {
        catalog.retain(seen);
      }
      seen = null;
    }
  }
}
