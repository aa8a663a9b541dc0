package dev.perigee.eventlog.saved;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Walks through the records of a file, up to the first that is not whole. */
final class RecordScan {

  /** Longer than a head with any key of ours. */
  private static final int WINDOW = 4_096;

  private static final String NO_VALUE = "-";

  private final FileChannel channel;
  private final long size;
  private final ByteBuffer window = ByteBuffer.allocate(WINDOW);

  private String key = "";
  private boolean hasValue;
  private long position;
  private int length;
  private long end;

  RecordScan(FileChannel channel) throws IOException {
    this.channel = channel;
    this.size = channel.size();
  }

  /** Goes to the next record; false where there is no further one that is whole. */
  boolean next() throws IOException {
    String head = line(end);
    int space = head.indexOf(' ');
    if (space <= 0) {
      return false;
    }
    String weight = head.substring(space + 1);
    key = head.substring(0, space);
    position = end + head.getBytes(UTF_8).length + 1;
    hasValue = !weight.equals(NO_VALUE);
    if (!hasValue) {
      end = position;
      return true;
    }
    try {
      length = Integer.parseInt(weight);
    } catch (NumberFormatException e) {
      return false;
    }
    if (length < 0 || !isLineFeed(position + length)) {
      return false;
    }
    end = position + length + 1;
    return true;
  }

  /** The line that begins there; empty where none ends within the window. */
  private String line(long from) throws IOException {
    fill(from);
    for (int i = 0; i < window.limit(); i++) {
      if (window.get(i) == '\n') {
        return new String(window.array(), 0, i, UTF_8);
      }
    }
    return "";
  }

  private boolean isLineFeed(long at) throws IOException {
    if (at >= size) {
      return false;
    }
    ByteBuffer one = ByteBuffer.allocate(1);
    return channel.read(one, at) == 1 && one.get(0) == '\n';
  }

  private void fill(long from) throws IOException {
    window.clear();
    while (window.hasRemaining() && channel.read(window, from + window.position()) > 0) {
      // Reads until the window is full or the file ends.
    }
    window.flip();
  }

  /** Of the record that {@link #next} found. */
  String key() {
    return key;
  }

  boolean hasValue() {
    return hasValue;
  }

  /** Where the value begins. */
  long position() {
    return position;
  }

  /** Of the value, in bytes. */
  int length() {
    return length;
  }

  /** Behind the last record that is whole. */
  long end() {
    return end;
  }
}
