package dev.perigee.eventlog;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** What is logged while this is open. */
final class LogRecords extends Handler implements AutoCloseable {

  private final List<LogRecord> records = new CopyOnWriteArrayList<>();

  LogRecords() {
    Logger.getLogger("").addHandler(this);
  }

  /** Errors, and whatever carries a stack trace, in words. */
  List<String> alarming() {
    return records.stream()
        .filter(record ->
            record.getLevel().intValue() >= Level.SEVERE.intValue() || record.getThrown() != null)
        .map(record -> record.getLoggerName() + ": " + record.getMessage())
        .toList();
  }

  @Override
  public void publish(LogRecord record) {
    records.add(record);
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    Logger.getLogger("").removeHandler(this);
  }
}
