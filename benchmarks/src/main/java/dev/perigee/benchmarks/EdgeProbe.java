package dev.perigee.benchmarks;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;

/** A viewer of one edge, on one connection: asks for the versions of a {@link VersionedOrigin}. */
final class EdgeProbe implements AutoCloseable {

  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final long PAUSE_NANOS = Duration.ofMillis(1).toNanos();
  private static final int OK = 200;
  private static final String LENGTH = "content-length:";

  private final Socket socket;
  private final InputStream input;
  private final String host;

  private EdgeProbe(Socket socket, String host) throws IOException {
    this.socket = socket;
    this.input = new BufferedInputStream(socket.getInputStream());
    this.host = host;
  }

  static EdgeProbe connect(URI edge, String host) throws IOException {
    Socket socket = new Socket(edge.getHost(), edge.getPort());
    socket.setTcpNoDelay(true);
    socket.setSoTimeout((int) LIMIT.toMillis());
    return new EdgeProbe(socket, host);
  }

  /** The version that the edge answers with. */
  long version(String path) throws IOException {
    Answer answer = ask(path);
    if (answer.status() != OK) {
      throw new IOException(path + ": " + answer.status() + ": " + answer.body());
    }
    return Long.parseLong(answer.body());
  }

  /** The status that the edge answers with. */
  int status(String path) throws IOException {
    return ask(path).status();
  }

  private record Answer(int status, String body) {}

  private Answer ask(String path) throws IOException {
    String request = "GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n";
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    String status = line();
    int length = 0;
    for (String field = line(); !field.isEmpty(); field = line()) {
      if (field.toLowerCase(Locale.ROOT).startsWith(LENGTH)) {
        length = Integer.parseInt(field.substring(LENGTH.length()).strip());
      }
    }
    String body = new String(input.readNBytes(length), StandardCharsets.US_ASCII);
    return new Answer(Integer.parseInt(status.split(" ", 3)[1]), body);
  }

  /** Asks until the answer is no older than a version; returns when that answer was here. */
  long awaitVersion(String path, long wanted) throws IOException {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    while (version(path) < wanted) {
      if (System.nanoTime() - deadline > 0) {
        throw new IOException(path + " is older than version " + wanted + " after " + LIMIT);
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
    return System.nanoTime();
  }

  private String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = input.read(); next != '\n'; next = input.read()) {
      if (next < 0) {
        throw new EOFException("the edge closed the connection");
      }
      line.write(next);
    }
    return line.toString(StandardCharsets.ISO_8859_1).strip();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
