package dev.perigee.images;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Requests of one viewer, one after the other on one connection. */
final class ViewerConnection implements AutoCloseable {

  private final Socket socket;
  private final InputStream answers;
  private final String host;

  ViewerConnection(Socket socket, String host) throws IOException {
    this.socket = socket;
    this.answers = new BufferedInputStream(socket.getInputStream());
    this.host = host;
  }

  /** Returns the answer's status line, when all of the answer has come. */
  String get(String path) throws IOException {
    socket
        .getOutputStream()
        .write(
            "GET %s HTTP/1.1\r\nHost: %s\r\nAccept-Encoding: gzip\r\n\r\n"
                .formatted(path, host)
                .getBytes(StandardCharsets.US_ASCII));
    String status = line();
    long length = 0;
    boolean chunked = false;
    for (String field = line(); !field.isEmpty(); field = line()) {
      String name = field.substring(0, field.indexOf(':')).toLowerCase(Locale.ROOT);
      if (name.equals("content-length")) {
        length = Long.parseLong(field.substring(name.length() + 1).strip());
      }
      chunked |= name.equals("transfer-encoding");
    }
    if (chunked) {
      skipChunks();
    } else {
      answers.skipNBytes(length);
    }
    return status;
  }

  private void skipChunks() throws IOException {
    int length = Integer.parseInt(line(), 16);
    while (length > 0) {
      answers.skipNBytes(length);
      line();
      length = Integer.parseInt(line(), 16);
    }
    line();
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = answers.read(); next != '\n'; next = answers.read()) {
      if (next < 0) {
        throw new EOFException("the connection ended within an answer");
      }
      line.append((char) next);
    }
    return line.toString().strip();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
