package dev.perigee.origin.fetch;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A connection as an edge has it, byte by byte. */
final class EdgeConnection implements AutoCloseable {

  private static final int PATIENCE_MILLIS = 15_000;

  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;

  EdgeConnection(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(PATIENCE_MILLIS);
    in = new BufferedInputStream(socket.getInputStream());
    out = socket.getOutputStream();
  }

  /** Sends the head of a request to the origin {@code f1}; {@code more} are whole lines. */
  void request(String method, String target, String... more) throws IOException {
    requestAt(method, 41, target, more);
  }

  /** The same with an invalidation horizon. */
  void requestAt(String method, long horizon, String target, String... more) throws IOException {
    request("f1", method, horizon, target, more);
  }

  /** Sends a GET to an origin, named by its fingerprint. */
  void getFrom(String origin, String target) throws IOException {
    request(origin, "GET", 41, target);
  }

  private void request(String origin, String method, long horizon, String target, String... more)
      throws IOException {
    StringBuilder head = new StringBuilder();
    head.append(method).append(' ').append(target).append(" HTTP/1.1\r\n");
    head.append("Host: origin-service\r\nperigee-origin: ")
        .append(origin)
        .append("\r\nperigee-horizon: ")
        .append(horizon)
        .append("\r\n");
    for (String line : more) {
      head.append(line).append("\r\n");
    }
    send(head.append("\r\n").toString());
  }

  void send(String text) throws IOException {
    send(text.getBytes(StandardCharsets.UTF_8));
  }

  void send(byte[] bytes) throws IOException {
    out.write(bytes);
    out.flush();
  }

  RawHttp.Head head() throws IOException {
    return RawHttp.readHead(in);
  }

  RawHttp.Message response() throws IOException {
    RawHttp.Head head = head();
    return new RawHttp.Message(head, RawHttp.readBody(in, head));
  }

  InputStream in() {
    return in;
  }

  /** Sends a GET and reads the response. */
  RawHttp.Message get(String target, String... more) throws IOException {
    request("GET", target, more);
    return response();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
