package dev.perigee.edge.accesslog;

import dev.perigee.contracts.DistributionSnapshot;
import dev.perigee.contracts.Reporting.AccessLog;
import dev.perigee.edge.logline.EndedRequest;
import dev.perigee.edge.logline.LineQueue;
import dev.perigee.edge.settings.AccessLogSettings;
import dev.perigee.edge.settings.EdgeSettings;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Logs the requests of the distributions that want it. Event loops hand lines over and go on; one
 * thread writes them into files, another compresses and delivers the files.
 */
@Singleton
public final class AccessLogs {

  private static final Logger LOG = Logger.getLogger(AccessLogs.class);
  private static final Duration TICK = Duration.ofSeconds(1);
  private static final Duration IDLE = Duration.ofSeconds(10);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
  private static final long STOP_MILLIS = 10_000;

  private final LineQueue<LogEntry> queue;
  private final StandardFormat format = new StandardFormat();
  private final LogWriter writer;
  private final Archive archive;
  private final AccessLogMeter meter;
  private final InstantSource clock = InstantSource.system();
  private final Semaphore rotated = new Semaphore(0);
  private final Thread writing;
  private final Thread archiving;
  private volatile boolean stopped;

  @Inject
  public AccessLogs(EdgeSettings edge, AccessLogSettings settings, MeterRegistry registry) {
    Path directory =
        settings.directory().orElseGet(() -> edge.stateDirectory().resolve("access-logs"));
    this.meter = new AccessLogMeter(registry);
    this.queue = new LineQueue<>(settings.queueMaxBytes());
    this.writer = new LogWriter(directory, settings, meter);
    this.archive =
        new Archive(directory, settings.maxBytes(), BucketDelivery.of(settings.delivery()), meter);
    this.writing = Thread.ofPlatform().name("access-log-writer").daemon().unstarted(this::write);
    this.archiving = Thread.ofPlatform().name("access-log-archive").daemon().unstarted(this::keep);
    Gauge.builder("perigee.edge.access.log.queue.bytes", queue, LineQueue::bytes)
        .description("Bytes of access log lines that wait to be written")
        .register(registry);
  }

  /** Begins to write. */
  public void start() {
    try {
      archive.recover();
    } catch (IOException e) {
      LOG.errorf("access logs of a former run stay as they are: %s", e);
    }
    writing.start();
    archiving.start();
  }

  /** Logs a request if its distribution wants that. Does not wait. */
  public void log(EndedRequest request) {
    DistributionSnapshot distribution = request.facts().distribution();
    AccessLog log = distribution == null ? null : distribution.reporting().accessLog();
    if (distribution == null || log == null) {
      return;
    }
    byte[] line = format.line(request, log.includeCookies());
    if (!queue.offer(new LogEntry(LogTarget.of(distribution.id(), log), request.at(), line))) {
      meter.queueFull();
    }
  }

  private void write() {
    try {
      while (!stopped) {
        writeOnce(TICK);
      }
      while (writeOnce(Duration.ZERO)) {
        // until nothing is left
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      writer.close();
    }
  }

  private boolean writeOnce(Duration wait) throws InterruptedException {
    List<LogEntry> entries = queue.take(wait);
    try {
      writer.append(entries, clock.instant());
      if (writer.rotate(clock.instant())) {
        rotated.release();
      }
    } catch (RuntimeException e) {
      LOG.errorf(e, "a bug: %d lines of access logs are lost", entries.size());
    } finally {
      queue.written(entries);
    }
    return !entries.isEmpty();
  }

  private void keep() {
    Duration pause = IDLE;
    while (!stopped) {
      try {
        rotated.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS);
        rotated.drainPermits();
        archive.prune();
        archive.compress();
        boolean delivered = archive.deliver();
        archive.prune();
        pause = delivered ? IDLE : longer(pause);
      } catch (IOException | RuntimeException e) {
        LOG.errorf("access logs cannot be kept, to be tried again: %s", e);
        pause = longer(pause);
      } catch (InterruptedException e) {
        return; // stopped
      }
    }
  }

  private static Duration longer(Duration pause) {
    Duration twice = pause.multipliedBy(2);
    return twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
  }

  /** Writes what waits and compresses it; what is not delivered is at the next start. */
  public void stop() {
    stopped = true;
    rotated.release();
    try {
      writing.join(STOP_MILLIS);
      archiving.join(STOP_MILLIS);
      if (archiving.isAlive()) {
        archiving.interrupt();
      } else {
        archive.compress();
      }
    } catch (IOException e) {
      LOG.errorf("access logs are left to the next start: %s", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
