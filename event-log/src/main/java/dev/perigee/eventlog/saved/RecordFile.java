package dev.perigee.eventlog.saved;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Records one behind the other: a line with the key and the value's length in bytes, {@code -} for
 * a key that has no value any more, then the value and a line feed. The last record of a key
 * counts.
 */
final class RecordFile implements AutoCloseable {

  private static final long SMALLEST_WORTH_COMPACTING = 1 << 20;
  private static final int LONGEST_KEY = 1_000;

  /** Where a value lies. */
  private record Place(long position, int length) {}

  private final Path path;
  private final Map<String, Place> places = new HashMap<>();
  private FileChannel channel;
  private long end;
  private long liveBytes;

  private RecordFile(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  static RecordFile open(Path path) throws IOException {
    Files.createDirectories(path.toAbsolutePath().getParent());
    RecordFile file = new RecordFile(path, channel(path));
    try {
      file.readPlaces();
    } catch (IOException e) {
      file.close();
      throw e;
    }
    return file;
  }

  private static FileChannel channel(Path path) throws IOException {
    return FileChannel.open(
        path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
  }

  private void readPlaces() throws IOException {
    RecordScan scan = new RecordScan(channel);
    while (scan.next()) {
      place(scan.key(), scan.hasValue() ? new Place(scan.position(), scan.length()) : null);
    }
    end = scan.end();
  }

  private void place(String key, @Nullable Place place) {
    Place former = place == null ? places.remove(key) : places.put(key, place);
    liveBytes += (place == null ? 0 : place.length()) - (former == null ? 0 : former.length());
  }

  /**
   * @throws IllegalArgumentException where the key cannot be part of a line
   */
  static void checkKey(String key) {
    if (key.isEmpty() || key.length() > LONGEST_KEY || key.chars().anyMatch(c -> c <= ' ')) {
      throw new IllegalArgumentException(
          "key: '" + key + "' (expected: 1 to 1,000 characters, no spaces, no controls)");
    }
  }

  Set<String> keys() {
    return Set.copyOf(places.keySet());
  }

  byte @Nullable [] value(String key) throws IOException {
    Place place = places.get(key);
    if (place == null) {
      return null;
    }
    ByteBuffer value = ByteBuffer.allocate(place.length());
    while (value.hasRemaining()) {
      if (channel.read(value, place.position() + value.position()) < 0) {
        throw new IOException(path + ": shorter than it was");
      }
    }
    return value.array();
  }

  /**
   * Appends changes, all or none.
   *
   * @param changes a key's new value, null where it has none any more
   */
  void append(Map<String, byte @Nullable []> changes) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Map<String, @Nullable Place> written = new HashMap<>();
    for (Map.Entry<String, byte @Nullable []> change : changes.entrySet()) {
      String key = change.getKey();
      byte[] value = change.getValue();
      bytes.writeBytes(head(key, value));
      written.put(key, value == null ? null : new Place(end + bytes.size(), value.length));
      if (value != null) {
        bytes.writeBytes(value);
        bytes.write('\n');
      }
    }
    // What a failed write has left is written over.
    writeFully(channel, ByteBuffer.wrap(bytes.toByteArray()), end);
    end += bytes.size();
    written.forEach(this::place);
  }

  private static byte[] head(String key, byte @Nullable [] value) {
    return (key + ' ' + (value == null ? "-" : Integer.toString(value.length)) + '\n')
        .getBytes(UTF_8);
  }

  private static void writeFully(FileChannel to, ByteBuffer bytes, long from) throws IOException {
    long position = from;
    while (bytes.hasRemaining()) {
      position += to.write(bytes, position);
    }
  }

  void force() throws IOException {
    channel.truncate(end);
    channel.force(false);
  }

  /**
   * Writes the file anew where more than half of it is of no use any more. The new one is written
   * beside the old one and takes its place whole, once the disk has it.
   */
  void compact() throws IOException {
    if (end < SMALLEST_WORTH_COMPACTING || end < 2 * liveBytes) {
      return;
    }
    Path next = path.resolveSibling(path.getFileName() + ".next");
    Files.deleteIfExists(next);
    try (RecordFile compacted = new RecordFile(next, channel(next))) {
      for (String key : keys()) {
        byte[] value = value(key);
        if (value != null) {
          compacted.append(Map.of(key, value));
        }
      }
      compacted.force();
      Files.move(next, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      takeOver(compacted);
    }
  }

  /** Goes on with the other's file, and leaves its own to it, to be closed. */
  private void takeOver(RecordFile other) {
    FileChannel former = channel;
    channel = other.channel;
    other.channel = former;
    places.clear();
    places.putAll(other.places);
    end = other.end;
    liveBytes = other.liveBytes;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
