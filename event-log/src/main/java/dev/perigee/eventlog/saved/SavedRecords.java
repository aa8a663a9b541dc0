package dev.perigee.eventlog.saved;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The last value of each key, on disk. A change costs what it weighs, however much is kept: it is
 * appended, and the file is written anew, without what has been replaced, once more than half of it
 * is that. Neither a crash nor a power cut loses more than what was not yet flushed.
 *
 * <p>In memory are the keys, where their values lie, and the changes since the last {@link #flush},
 * about a mebibyte of them while the disk works. Of one thread, but for {@link #value}, which any
 * may call while nothing changes.
 */
public final class SavedRecords implements AutoCloseable {

  private static final long MOST_PENDING_BYTES = 1 << 20;

  private final RecordFile file;
  private final Map<String, byte @Nullable []> pending = new LinkedHashMap<>();
  private long pendingBytes;

  private SavedRecords(RecordFile file) {
    this.file = file;
  }

  /**
   * Opens a file, which is made with its directories where it is missing. What a crash left half
   * written at its end is cut off.
   */
  public static SavedRecords open(Path file) throws IOException {
    return new SavedRecords(RecordFile.open(file));
  }

  /** The keys that had a value at the last flush. */
  public Set<String> keys() {
    return file.keys();
  }

  /** The value that a key had at the last flush; null for none. */
  public byte @Nullable [] value(String key) throws IOException {
    return file.value(key);
  }

  /**
   * Notes a key's new value. A disk that fails is told of by the next {@link #flush} alone.
   *
   * @param key of 1 to 1,000 characters, without spaces and controls
   * @param value not to be changed any more
   * @throws IllegalArgumentException where the key is of another form
   */
  public void put(String key, byte[] value) {
    note(key, value);
  }

  /** Notes that a key has no value any more. */
  public void remove(String key) {
    note(key, null);
  }

  private void note(String key, byte @Nullable [] value) {
    RecordFile.checkKey(key);
    byte[] former = pending.put(key, value);
    pendingBytes += length(value) - length(former);
    if (pendingBytes > MOST_PENDING_BYTES) {
      try {
        write();
      } catch (IOException e) {
        // They stay pending: flush() tries again, and tells.
      }
    }
  }

  private static int length(byte @Nullable [] value) {
    return value == null ? 0 : value.length;
  }

  /**
   * Returns once the disk has every change.
   *
   * @throws IOException where it does not; the changes are kept for the next time
   */
  public void flush() throws IOException {
    write();
    file.force();
    file.compact();
  }

  private void write() throws IOException {
    file.append(pending);
    pending.clear();
    pendingBytes = 0;
  }

  /** Closes the file, without flushing. */
  @Override
  public void close() throws IOException {
    file.close();
  }
}
