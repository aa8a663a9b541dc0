package dev.perigee.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A connection that is kept, and measures how long an answer's first byte is waited for. */
final class FirstByte implements AutoCloseable {

  private static final Pattern LENGTH =
      Pattern.compile("content-length: *([0-9]+)", Pattern.CASE_INSENSITIVE);
  private static final int MOST_HEAD_BYTES = 65_536;

  private final Socket socket;
  private final String host;

  private FirstByte(Socket socket, String host) {
    this.socket = socket;
    this.host = host;
  }

  static FirstByte of(String host, int port) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setTcpNoDelay(true);
    return new FirstByte(socket, host);
  }

  /**
   * Asks for an object, and reads all of it.
   *
   * @return nanoseconds from the request until its answer's first byte
   */
  long get(String path) throws IOException {
    byte[] request =
        "GET %s HTTP/1.1\r\nHost: %s\r\n\r\n"
            .formatted(path, host)
            .getBytes(StandardCharsets.US_ASCII);
    InputStream in = socket.getInputStream();
    long began = System.nanoTime();
    socket.getOutputStream().write(request);
    int first = in.read();
    long nanos = System.nanoTime() - began;
    String head = readHead(first, in);
    Matcher length = LENGTH.matcher(head);
    if (!head.startsWith("HTTP/1.1 200 ") || !length.find()) {
      throw new IOException(path + " of " + host + ": " + head);
    }
    in.skipNBytes(Long.parseLong(length.group(1)));
    return nanos;
  }

  private static String readHead(int first, InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    for (int b = first; head.indexOf("\r\n\r\n") < 0; b = in.read()) {
      if (b < 0 || head.length() > MOST_HEAD_BYTES) {
        throw new IOException("no head: " + head);
      }
      head.append((char) b);
      if (b == '\n' && head.length() >= 4 && head.indexOf("\r\n\r\n") >= 0) {
        return head.toString();
      }
    }
    return head.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
