package dev.perigee.testkit.http;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A connection on which a test sends any bytes it likes, and reads what HTTP/1.1 answers. */
public final class RawConnection implements AutoCloseable {

  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(5);
  private static final Duration READ_LIMIT = Duration.ofSeconds(60);

  private final Socket socket;
  private final InputStream in;

  private RawConnection(Socket socket) throws IOException {
    this.socket = socket;
    this.in = new BufferedInputStream(socket.getInputStream());
  }

  /** Connects to the host and port of the URL. */
  public static RawConnection open(String url) throws IOException {
    URI uri = URI.create(url);
    Socket socket = new Socket();
    try {
      socket.setSoTimeout((int) READ_LIMIT.toMillis());
      socket.setTcpNoDelay(true);
      socket.connect(
          new InetSocketAddress(uri.getHost(), uri.getPort()), (int) CONNECT_LIMIT.toMillis());
      return new RawConnection(socket);
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  /** Goes on over a connection that is open already, and closes it at its end. */
  public static RawConnection over(Socket socket) throws IOException {
    return new RawConnection(socket);
  }

  public void send(byte... bytes) throws IOException {
    OutputStream out = socket.getOutputStream();
    out.write(bytes);
    out.flush();
  }

  public void send(String text) throws IOException {
    send(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** Reads a response head and nothing after it. */
  public Head readHead() throws IOException {
    return Head.read(in).orElseThrow(() -> new EOFException("the connection is closed"));
  }

  /** Reads that many bytes of what comes. */
  public byte[] readBytes(int count) throws IOException {
    byte[] bytes = in.readNBytes(count);
    if (bytes.length < count) {
      throw new EOFException("closed after " + bytes.length + " of " + count + " bytes");
    }
    return bytes;
  }

  /** Reads a whole response to a request with that method. */
  public Reply readReply(String method) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    Head head = readReply(method, body);
    return new Reply(status(head), head, body.toByteArray());
  }

  /** Reads a whole response, and its body into the stream. */
  public Head readReply(String method, OutputStream body) throws IOException {
    Head head = readHead();
    int status = status(head);
    if (!method.equals("HEAD") && status >= 200 && status != 204 && status != 304) {
      Bodies.copyResponse(head, in, body);
    }
    return head;
  }

  /** Whether the other side has closed the connection, or does so within the read limit. */
  public boolean isClosedByPeer() throws IOException {
    return in.read() < 0;
  }

  private static int status(Head head) throws IOException {
    String[] parts = head.startLine().split(" ", 3);
    if (parts.length < 2 || !parts[0].startsWith("HTTP/")) {
      throw new IOException("not a status line: " + head.startLine());
    }
    return Integer.parseInt(parts[1]);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
