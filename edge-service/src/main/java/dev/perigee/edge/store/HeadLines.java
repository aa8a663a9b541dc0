package dev.perigee.edge.store;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A head's fields as they go over the wire of HTTP/1.x: lines, each {@code name: value}. */
final class HeadLines {

  private static final String BETWEEN = ": ";
  private static final String END = "\r\n";

  private HeadLines() {}

  /**
   * @throws IllegalArgumentException where a field would not be a line of its own
   */
  static byte[] of(ResponseHead head) {
    List<String> fields = head.fields();
    StringBuilder lines = new StringBuilder(head.size() + 2 * fields.size());
    for (int i = 0; i < fields.size(); i += 2) {
      lines.append(inOneLine(fields.get(i))).append(BETWEEN);
      lines.append(inOneLine(fields.get(i + 1))).append(END);
    }
    return lines.toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  private static String inOneLine(String text) {
    if (text.indexOf('\r') >= 0 || text.indexOf('\n') >= 0) {
      throw new IllegalArgumentException("a header field of more than one line");
    }
    return text;
  }

  /** Names and values in turn. */
  static List<String> fields(byte[] lines) {
    List<String> fields = new ArrayList<>();
    for (int at = 0; at < lines.length; at = next(lines, at)) {
      String name = text(lines, at, indexOf(lines, ':', at));
      fields.add(name);
      fields.add(value(lines, at, name));
    }
    return fields;
  }

  /** The first value of a field; null where there is none. */
  static @Nullable String first(byte[] lines, String name) {
    for (int at = 0; at < lines.length; at = next(lines, at)) {
      if (isOf(lines, at, name)) {
        return value(lines, at, name);
      }
    }
    return null;
  }

  static List<String> all(byte[] lines, String name) {
    List<String> values = new ArrayList<>(1);
    for (int at = 0; at < lines.length; at = next(lines, at)) {
      if (isOf(lines, at, name)) {
        values.add(value(lines, at, name));
      }
    }
    return values;
  }

  private static boolean isOf(byte[] lines, int at, String name) {
    int length = name.length();
    if (at + length >= lines.length || lines[at + length] != ':') {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (lines[at + i] != (byte) Character.toLowerCase(name.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static String value(byte[] lines, int at, String name) {
    return text(lines, at + name.length() + BETWEEN.length(), indexOf(lines, '\r', at));
  }

  private static String text(byte[] lines, int from, int to) {
    return new String(lines, from, to - from, StandardCharsets.ISO_8859_1);
  }

  /** Where the line after the one at an offset begins. */
  private static int next(byte[] lines, int at) {
    return indexOf(lines, '\r', at) + END.length();
  }

  private static int indexOf(byte[] lines, char sign, int from) {
    int at = from;
    while (lines[at] != sign) {
      at++;
    }
    return at;
  }
}
