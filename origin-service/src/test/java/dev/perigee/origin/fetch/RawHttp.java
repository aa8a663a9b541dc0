package dev.perigee.origin.fetch;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** HTTP/1.1 as bytes, for both ends of a test: nothing is repaired on the way. */
final class RawHttp {

  private RawHttp() {}

  /** A start line and header lines. */
  record Head(String startLine, List<String> lines) {

    Optional<String> header(String name) {
      return headers(name).stream().findFirst();
    }

    List<String> headers(String name) {
      String prefix = name.toLowerCase(Locale.ROOT) + ":";
      return lines.stream()
          .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(prefix))
          .map(line -> line.substring(prefix.length()).strip())
          .toList();
    }

    int status() {
      return Integer.parseInt(startLine.split(" ", -1)[1]);
    }
  }

  /** A whole message. */
  record Message(Head head, byte[] body) {
    String text() {
      return new String(body, StandardCharsets.UTF_8);
    }
  }

  static Head readHead(InputStream in) throws IOException {
    String startLine = readLine(in);
    List<String> lines = new ArrayList<>();
    for (String line = readLine(in); !line.isEmpty(); line = readLine(in)) {
      lines.add(line);
    }
    return new Head(startLine, lines);
  }

  /** Reads a body that is framed; throws {@link EOFException} where it ends too early. */
  static byte[] readBody(InputStream in, Head head) throws IOException {
    if (head.header("transfer-encoding").isPresent()) {
      return readChunks(in);
    }
    int length = head.header("content-length").map(Integer::parseInt).orElse(0);
    return readExactly(in, length);
  }

  private static byte[] readChunks(InputStream in) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    while (true) {
      int length = Integer.parseInt(readLine(in), 16);
      body.writeBytes(readExactly(in, length));
      readLine(in);
      if (length == 0) {
        return body.toByteArray();
      }
    }
  }

  private static byte[] readExactly(InputStream in, int length) throws IOException {
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException(bytes.length + " bytes (expected: " + length + ")");
    }
    return bytes;
  }

  private static String readLine(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        throw new EOFException("in the head: " + line);
      }
      if (b != '\r') {
        line.write(b);
      }
    }
    return line.toString(StandardCharsets.ISO_8859_1);
  }
}
