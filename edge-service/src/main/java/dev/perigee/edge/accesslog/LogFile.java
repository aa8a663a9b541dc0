package dev.perigee.edge.accesslog;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;

/**
 * A log file that is being written, as plain text. It is opened for each write only, so that any
 * number of distributions takes no file handles.
 */
final class LogFile {

  private final LogName name;
  private final String hour;
  private final Instant begun;
  private ByteArrayOutputStream pending = new ByteArrayOutputStream();
  private int pendingLines;
  private long bytes;
  private boolean exists;

  LogFile(LogName name, String hour, Instant begun) {
    this.name = name;
    this.hour = hour;
    this.begun = begun;
    pending.writeBytes(StandardFormat.HEADER);
  }

  /** The hour that its lines are of, as file names have it. */
  String hour() {
    return hour;
  }

  Instant begun() {
    return begun;
  }

  /** Bytes of its text. */
  long bytes() {
    return bytes + pending.size();
  }

  void add(byte[] line) {
    pending.writeBytes(line);
    pendingLines++;
  }

  /** Writes what was added; returns how many lines that were. */
  int flush() throws IOException {
    if (pendingLines == 0) {
      return 0;
    }
    int lines = pendingLines;
    pendingLines = 0;
    try {
      if (!exists) {
        Files.createDirectories(name.open().getParent());
      }
      Files.write(
          name.open(),
          pending.toByteArray(),
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND,
          StandardOpenOption.WRITE);
      exists = true;
      bytes += pending.size();
    } catch (IOException e) {
      throw new LinesLostException(name.open(), lines, e);
    } finally {
      pending = new ByteArrayOutputStream(); // one that was large is not kept
      if (!exists) {
        pending.writeBytes(StandardFormat.HEADER);
      }
    }
    return lines;
  }

  /** Ends the file: it is written no more, and ready to be compressed. */
  void close() throws IOException {
    if (exists) {
      Files.move(name.open(), name.closed());
    }
  }

  /** What was to be written is not in the file. */
  static final class LinesLostException extends IOException {
    private static final long serialVersionUID = 1L;
    private final int lines;

    LinesLostException(Path file, int lines, IOException cause) {
      super(file + ": " + cause, cause);
      this.lines = lines;
    }

    int lines() {
      return lines;
    }
  }
}
