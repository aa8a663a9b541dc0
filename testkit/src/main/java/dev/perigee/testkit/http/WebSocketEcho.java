package dev.perigee.testkit.http;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * An origin on loopback that says back every message of a WebSocket (RFC 6455). Messages are short:
 * at most 125 bytes in one frame.
 */
public final class WebSocketEcho implements AutoCloseable {

  private static final String KEY_SUFFIX = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
  private static final int MASK_BYTES = 4;
  private static final int LENGTH_BITS = 0x7f;

  private final ServerSocket listener;
  private final List<Head> handshakes = new CopyOnWriteArrayList<>();

  private WebSocketEcho(ServerSocket listener) {
    this.listener = listener;
  }

  public static WebSocketEcho start() {
    try {
      WebSocketEcho echo =
          new WebSocketEcho(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
      Thread.ofVirtual().name("web-socket-origin").start(echo::accept);
      return echo;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public int port() {
    return listener.getLocalPort();
  }

  /** {@code http://127.0.0.1:port}. */
  public String url() {
    return "http://127.0.0.1:" + port();
  }

  /** The heads of the requests so far. */
  public List<Head> handshakes() {
    return List.copyOf(handshakes);
  }

  /** The value of {@code Sec-WebSocket-Accept} that answers a key. */
  public static String accept(String key) {
    try {
      return Base64.getEncoder()
          .encodeToString(
              MessageDigest.getInstance("SHA-1")
                  .digest((key + KEY_SUFFIX).getBytes(StandardCharsets.US_ASCII)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-1", e);
    }
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket socket = listener.accept();
        Thread.ofVirtual().start(() -> serve(socket));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      DataInputStream in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
      Head head = Head.read(in).orElseThrow(() -> new IOException("no request"));
      handshakes.add(head);
      OutputStream out = socket.getOutputStream();
      String key = head.first("Sec-WebSocket-Key").orElse("");
      out.write(
          ("HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                  + "perigee-horizon: -1\r\nSec-WebSocket-Accept: "
                  + accept(key)
                  + "\r\n\r\n")
              .getBytes(StandardCharsets.US_ASCII));
      while (true) {
        echo(in, out);
      }
    } catch (IOException e) {
      // The other side has gone.
    }
  }

  private static void echo(DataInputStream in, OutputStream out) throws IOException {
    int first = in.readUnsignedByte();
    int length = in.readUnsignedByte() & LENGTH_BITS;
    byte[] mask = in.readNBytes(MASK_BYTES);
    byte[] message = in.readNBytes(length);
    byte[] frame = new byte[2 + message.length];
    frame[0] = (byte) first;
    frame[1] = (byte) message.length;
    for (int i = 0; i < message.length; i++) {
      frame[2 + i] = (byte) (message[i] ^ mask[i % MASK_BYTES]);
    }
    out.write(frame);
    out.flush();
  }

  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
