package dev.perigee.edge.accesslog;

import dev.perigee.edge.accesslog.LogFile.LinesLostException;
import dev.perigee.edge.settings.AccessLogSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * Writes lines into one file a target, and begins a new one by the hour, by age and by size. Of one
 * thread.
 */
final class LogWriter {

  private static final Logger LOG = Logger.getLogger(LogWriter.class);
  private static final DateTimeFormatter HOUR =
      DateTimeFormatter.ofPattern("yyyy-MM-dd-HH", Locale.ROOT).withZone(ZoneOffset.UTC);

  private static final long HOUR_SECONDS = 3_600;

  private final Path directory;
  private final Duration rotateAfter;
  private final long rotateBytes;
  private final long maxOpenBytes;
  private final AccessLogMeter meter;
  private final Map<LogTarget, LogFile> files = new HashMap<>();
  private boolean failing;
  private long hour;
  private String hourText = "";

  LogWriter(Path directory, AccessLogSettings settings, AccessLogMeter meter) {
    this.directory = directory;
    this.rotateAfter = settings.rotateAfter();
    this.rotateBytes = settings.rotateBytes();
    this.maxOpenBytes = settings.maxBytes() / 2;
    this.meter = meter;
  }

  /** Appends lines in their order; what cannot be written is counted and let go. */
  void append(List<LogEntry> entries, Instant now) {
    for (LogEntry entry : entries) {
      try {
        file(entry, now).add(entry.line());
      } catch (IOException e) {
        lost(1, e);
      }
    }
    files.values().forEach(this::flush);
  }

  private LogFile file(LogEntry entry, Instant now) throws IOException {
    String text = hour(entry.at());
    LogFile file = files.get(entry.target());
    if (file != null && (!file.hour().equals(text) || file.bytes() >= rotateBytes)) {
      end(file);
      file = null;
    }
    if (file == null) {
      file = new LogFile(LogName.fresh(directory, entry.target(), text), text, now);
      files.put(entry.target(), file);
    }
    return file;
  }

  private String hour(Instant at) {
    long of = at.getEpochSecond() / HOUR_SECONDS;
    if (of != hour || hourText.isEmpty()) {
      hour = of;
      hourText = HOUR.format(at);
    }
    return hourText;
  }

  private void flush(LogFile file) {
    try {
      int lines = file.flush();
      meter.written(lines);
      failing &= lines == 0;
    } catch (LinesLostException e) {
      lost(e.lines(), e);
    } catch (IOException e) {
      lost(0, e);
    }
  }

  private void lost(int lines, IOException cause) {
    meter.notWritten(lines);
    if (!failing) {
      LOG.errorf("access logs cannot be written, their lines are lost: %s", cause.getMessage());
    }
    failing = true;
  }

  /** Ends the files that are old enough, or all if they take too much room; true if any did. */
  boolean rotate(Instant now) {
    long open = files.values().stream().mapToLong(LogFile::bytes).sum();
    return endWhere(open > maxOpenBytes ? Instant.MAX : now.minus(rotateAfter));
  }

  /** Ends all files. */
  void close() {
    endWhere(Instant.MAX);
  }

  private boolean endWhere(Instant begunUpTo) {
    boolean any = false;
    Iterator<LogFile> each = files.values().iterator();
    while (each.hasNext()) {
      LogFile file = each.next();
      if (!file.begun().isAfter(begunUpTo)) {
        end(file);
        each.remove();
        any = true;
      }
    }
    return any;
  }

  private void end(LogFile file) {
    flush(file);
    try {
      file.close();
    } catch (IOException e) {
      LOG.errorf("an access log stays open until the next start: %s", e);
    }
  }
}
