package dev.perigee.testkit.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What comes before the body of a message.
 *
 * @param startLine the request line or the status line
 * @param fields as they came, in order
 */
public record Head(String startLine, List<Field> fields) {

  private static final int LONGEST_LINE = 1 << 16;

  /** One header field; names are compared without regard to case. */
  public record Field(String name, String value) {
    @Override
    public String toString() {
      return name + ": " + value;
    }
  }

  public Head {
    fields = List.copyOf(fields);
  }

  /** The first value of the field. */
  public Optional<String> first(String name) {
    return all(name).stream().findFirst();
  }

  public List<String> all(String name) {
    return fields.stream()
        .filter(field -> field.name().equalsIgnoreCase(name))
        .map(Field::value)
        .toList();
  }

  boolean isChunked() {
    return first("Transfer-Encoding")
        .orElse("")
        .toLowerCase(java.util.Locale.ROOT)
        .endsWith("chunked");
  }

  OptionalLong contentLength() {
    return first("Content-Length")
        .map(Long::parseLong)
        .map(OptionalLong::of)
        .orElse(OptionalLong.empty());
  }

  /**
   * Reads up to the empty line.
   *
   * @return nothing where the stream ends before the first byte
   * @throws EOFException where it ends in between
   */
  static Optional<Head> read(InputStream in) throws IOException {
    Optional<String> startLine = readLine(in);
    if (startLine.isEmpty()) {
      return Optional.empty();
    }
    List<Field> fields = new ArrayList<>();
    while (true) {
      String line = readLine(in).orElseThrow(() -> new EOFException("the head is cut short"));
      if (line.isEmpty()) {
        return Optional.of(new Head(startLine.get(), fields));
      }
      int colon = line.indexOf(':');
      if (colon < 1) {
        throw new IOException("not a header field: " + line);
      }
      fields.add(new Field(line.substring(0, colon), line.substring(colon + 1).strip()));
    }
  }

  /** Reads to the next line feed; nothing at the end of the stream. */
  static Optional<String> readLine(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        if (line.isEmpty()) {
          return Optional.empty();
        }
        throw new EOFException("a line is cut short: " + line);
      }
      if (line.length() == LONGEST_LINE) {
        throw new IOException("a line is longer than " + LONGEST_LINE);
      }
      line.append((char) c);
    }
    if (!line.isEmpty() && line.charAt(line.length() - 1) == '\r') {
      line.setLength(line.length() - 1);
    }
    return Optional.of(line.toString());
  }

  byte[] toBytes() {
    StringBuilder text = new StringBuilder(startLine).append("\r\n");
    fields.forEach(field -> text.append(field).append("\r\n"));
    return text.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
  }
}
