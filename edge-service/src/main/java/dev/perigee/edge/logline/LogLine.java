package dev.perigee.edge.logline;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A line of tab-separated fields. Whatever a viewer sends, it stays one line and one field: what is
 * not plain is percent-encoded, as in CloudFront's logs.
 */
public final class LogLine {

  private static final String ABSENT = "-";
  private static final String ENCODED = "<>\"#%{}|\\^~[]`'";
  private static final char[] HEX = "0123456789ABCDEF".toCharArray();
  private static final boolean[] PLAIN = plain();

  private final StringBuilder text = new StringBuilder(512);

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
      text.append(ABSENT);
    } else {
      encode(value);
    }
    return this;
  }

  /** Adds a number. */
  public LogLine field(long number) {
    separate();
    text.append(number);
    return this;
  }

  /** Adds a time span as seconds with three decimals. */
  public LogLine seconds(long nanos) {
    separate();
    long millis = Math.max(0, nanos / 1_000_000);
    text.append(millis / 1_000).append('.');
    String rest = Long.toString(millis % 1_000);
    text.append("0".repeat(3 - rest.length())).append(rest);
    return this;
  }

  private void separate() {
    if (!text.isEmpty()) {
      text.append('\t');
    }
  }

  private void encode(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c < PLAIN.length && PLAIN[c]) {
        text.append(c);
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
    text.append('%').append(HEX[octet >> 4 & 0xf]).append(HEX[octet & 0xf]);
  }

  /** The line, with its end. */
  public byte[] bytes() {
    return text.append('\n').toString().getBytes(StandardCharsets.US_ASCII);
  }
}
