package dev.perigee.edge.logline;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A line of tab-separated fields. Whatever a viewer sends, it stays one line and one field: what is
 * not plain is percent-encoded, as in CloudFront's logs.
 */
public final class LogLine {

  private static final String ABSENT = "-";
  private static final String ENCODED = "<>\"#%{}|\\^~[]`'";
  private static final byte[] HEX = "0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);
  private static final boolean[] PLAIN = plain();

  private byte[] bytes = new byte[512];
  private int length;

  private static boolean[] plain() {
    boolean[] plain = new boolean[0x7f];
    for (int c = ' ' + 1; c < plain.length; c++) {
      plain[c] = ENCODED.indexOf(c) < 0;
    }
    return plain;
  }

  /** Adds a field; one that is null or empty is a hyphen. */
  public LogLine field(@Nullable String value) {
    separate();
    if (value == null || value.isEmpty()) {
      add(ABSENT);
    } else {
      encode(value);
    }
    return this;
  }

  /** Adds a number. */
  public LogLine field(long number) {
    separate();
    add(Long.toString(number));
    return this;
  }

  /** Adds a time span as seconds with three decimals. */
  public LogLine seconds(long nanos) {
    separate();
    long millis = Math.max(0, nanos / 1_000_000);
    add(Long.toString(millis / 1_000));
    room(4);
    bytes[length++] = '.';
    bytes[length++] = (byte) ('0' + millis % 1_000 / 100);
    bytes[length++] = (byte) ('0' + millis % 100 / 10);
    bytes[length++] = (byte) ('0' + millis % 10);
    return this;
  }

  private void separate() {
    room(1);
    if (length > 0) {
      bytes[length++] = '\t';
    }
  }

  private void add(String ascii) {
    room(ascii.length());
    for (int i = 0; i < ascii.length(); i++) {
      bytes[length++] = (byte) ascii.charAt(i);
    }
  }

  private void room(int more) {
    if (length + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, 2 * (length + more));
    }
  }

  private void encode(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c < PLAIN.length && PLAIN[c]) {
        room(1);
        bytes[length++] = (byte) c;
      } else if (c <= 0xff) {
        encode((byte) c);
      } else {
        int end = Character.isHighSurrogate(c) ? Math.min(i + 2, value.length()) : i + 1;
        for (byte octet : value.substring(i, end).getBytes(StandardCharsets.UTF_8)) {
          encode(octet);
        }
        i = end - 1;
      }
    }
  }

  private void encode(byte octet) {
    room(3);
    bytes[length++] = '%';
    bytes[length++] = HEX[octet >> 4 & 0xf];
    bytes[length++] = HEX[octet & 0xf];
  }

  /** The line, with its end. */
  public byte[] bytes() {
    byte[] line = Arrays.copyOf(bytes, length + 1);
    line[length] = '\n';
    return line;
  }
}
