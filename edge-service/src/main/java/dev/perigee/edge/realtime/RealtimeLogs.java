package dev.perigee.edge.realtime;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.perigee.contracts.Behavior;
import dev.perigee.contracts.RealtimeLog;
import dev.perigee.edge.facts.GeoDatabase;
import dev.perigee.edge.logline.EndedRequest;
import dev.perigee.edge.logline.LineQueue;
import dev.perigee.edge.logline.LogLine;
import dev.perigee.edge.settings.RealtimeLogSettings;
import dev.perigee.eventlog.cluster.KafkaCluster;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Sends records of the requests of behaviours that want it. Event loops hand lines over and go on;
 * one thread sends them. Without a broker lines wait up to a bound, and are then let go.
 */
@Singleton
public final class RealtimeLogs {

  private static final Logger LOG = Logger.getLogger(RealtimeLogs.class);
  private static final Duration TICK = Duration.ofSeconds(1);
  private static final long STOP_MILLIS = 5_000;
  private static final int PERCENT = 100;

  private final KafkaCluster kafka;
  private final RealtimeLogSettings settings;
  private final GeoDatabase places;
  private final RealtimeMeter meter;
  private final LineQueue<RealtimeRecord> queue;

  /** By the configuration's identity; one that is no longer in force is forgotten. */
  private final LoadingCache<RealtimeLog, List<RealtimeFields.Field>> fields =
      Caffeine.newBuilder().weakKeys().build(log -> RealtimeFields.of(log.fields()));

  private final Thread thread;
  private volatile boolean stopped;

  // Of the sending thread alone.
  private @Nullable Streams streams;
  private boolean failing;

  @Inject
  public RealtimeLogs(
      KafkaCluster kafka,
      RealtimeLogSettings settings,
      GeoDatabase places,
      MeterRegistry registry) {
    this.kafka = kafka;
    this.settings = settings;
    this.places = places;
    this.meter = new RealtimeMeter(registry);
    this.queue = new LineQueue<>(settings.queueMaxBytes());
    this.thread = Thread.ofPlatform().name("realtime-log").daemon().unstarted(this::run);
    Gauge.builder("perigee.edge.realtime.log.queue.bytes", queue, LineQueue::bytes)
        .description("Bytes of real-time records that wait to be sent")
        .register(registry);
  }

  public void start() {
    thread.start();
  }

  /** Sends a record of a request if its behaviour wants that. Does not wait. */
  public void log(EndedRequest request) {
    Behavior behavior = request.facts().behavior();
    RealtimeLog log = behavior == null ? null : behavior.realtimeLog();
    if (log == null || ThreadLocalRandom.current().nextInt(PERCENT) >= log.samplingPercent()) {
      return;
    }
    LogLine line = new LogLine();
    RealtimeRequest told = new RealtimeRequest(request, places);
    fields.get(log).forEach(field -> field.write(told, line));
    if (!queue.offer(new RealtimeRecord(log.stream(), line.bytes()))) {
      meter.queueFull();
    }
  }

  private void run() {
    try {
      while (!stopped) {
        sendOnce(TICK);
      }
      sendOnce(Duration.ZERO);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      if (streams != null) {
        streams.close();
      }
    }
  }

  private void sendOnce(Duration wait) throws InterruptedException {
    List<RealtimeRecord> records = queue.take(wait);
    try {
      for (RealtimeRecord record : records) {
        if (stopped && failing) {
          meter.ended(false);
        } else {
          send(record);
        }
      }
    } finally {
      queue.written(records);
    }
  }

  /** Hands a record to the producer, which waits for the broker if need be, up to a limit. */
  private void send(RealtimeRecord record) throws InterruptedException {
    try {
      Streams open = streams;
      if (open == null) {
        open = new Streams(kafka, settings);
        streams = open;
      }
      open.send(record, (_, failure) -> meter.ended(failure == null));
      failing = false;
    } catch (KafkaException e) {
      meter.ended(false);
      if (!failing && !stopped) {
        LOG.warnf("real-time records cannot be sent and are let go: %s", e.getMessage());
      }
      failing = true;
    }
  }

  /** Sends what waits, for a short time. */
  public void stop() {
    stopped = true;
    try {
      thread.join(STOP_MILLIS);
      thread.interrupt();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
