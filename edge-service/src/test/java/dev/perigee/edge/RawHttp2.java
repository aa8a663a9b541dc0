package dev.perigee.edge;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLSocket;

/** A connection of HTTP/2 on which a test sends any frames it likes (RFC 9113). */
final class RawHttp2 implements AutoCloseable {

  static final int DATA = 0;
  static final int HEADERS = 1;
  static final int RST_STREAM = 3;
  static final int SETTINGS = 4;
  static final int PING = 6;
  static final int GOAWAY = 7;
  static final int CONTINUATION = 9;

  static final int END_STREAM = 1;
  static final int END_HEADERS = 4;

  private static final String PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
  private static final int HEAD_BYTES = 9;

  private final SSLSocket socket;
  private final DataInputStream in;
  private final OutputStream out;

  private RawHttp2(SSLSocket socket) throws IOException {
    this.socket = socket;
    this.in = new DataInputStream(socket.getInputStream());
    this.out = socket.getOutputStream();
  }

  /** A frame as it came. */
  record Frame(int type, int flags, int stream, byte[] payload) {}

  static RawHttp2 open(int port, String host) throws IOException, GeneralSecurityException {
    SSLSocket socket = TlsSockets.open(port, host, "h2");
    RawHttp2 connection = new RawHttp2(socket);
    connection.out.write(PREFACE.getBytes(StandardCharsets.US_ASCII));
    connection.send(SETTINGS, 0, 0);
    return connection;
  }

  void send(int type, int flags, int stream, byte... payload) throws IOException {
    out.write(frame(type, flags, stream, payload));
    out.flush();
  }

  static byte[] frame(int type, int flags, int stream, byte... payload) {
    byte[] frame = new byte[HEAD_BYTES + payload.length];
    frame[0] = (byte) (payload.length >> 16);
    frame[1] = (byte) (payload.length >> 8);
    frame[2] = (byte) payload.length;
    frame[3] = (byte) type;
    frame[4] = (byte) flags;
    frame[5] = (byte) (stream >> 24);
    frame[6] = (byte) (stream >> 16);
    frame[7] = (byte) (stream >> 8);
    frame[8] = (byte) stream;
    System.arraycopy(payload, 0, frame, HEAD_BYTES, payload.length);
    return frame;
  }

  void send(byte[] frames) throws IOException {
    out.write(frames);
    out.flush();
  }

  /** A whole GET request with more fields, names and values in turn. */
  void get(int stream, String host, String path, String... more) throws IOException {
    send(HEADERS, END_STREAM | END_HEADERS, stream, request("GET", host, path, more));
  }

  static byte[] request(String method, String host, String path, String... more) {
    ByteArrayOutputStream block = new ByteArrayOutputStream();
    field(block, ":method", method);
    field(block, ":scheme", "https");
    field(block, ":authority", host);
    field(block, ":path", path);
    for (int i = 0; i < more.length; i += 2) {
      field(block, more[i], more[i + 1]);
    }
    return block.toByteArray();
  }

  /** A literal field that is not indexed (RFC 7541, section 6.2.2). */
  static void field(ByteArrayOutputStream block, String name, String value) {
    block.write(0);
    text(block, name);
    text(block, value);
  }

  private static void text(ByteArrayOutputStream block, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    int rest = bytes.length - 127;
    if (rest < 0) {
      block.write(bytes.length);
    } else {
      block.write(127);
      for (; rest >= 128; rest >>= 7) {
        block.write(rest & 127 | 128);
      }
      block.write(rest);
    }
    block.writeBytes(bytes);
  }

  Frame read() throws IOException {
    int length = in.readUnsignedByte() << 16 | in.readUnsignedShort();
    int type = in.readUnsignedByte();
    int flags = in.readUnsignedByte();
    int stream = in.readInt();
    byte[] payload = in.readNBytes(length);
    if (payload.length < length) {
      throw new EOFException("in a frame");
    }
    return new Frame(type, flags, stream, payload);
  }

  /** Reads up to a frame of this type on the stream. */
  Frame readUntil(int type, int stream) throws IOException {
    Frame frame = read();
    while (frame.type() != type || frame.stream() != stream) {
      frame = read();
    }
    return frame;
  }

  /** Whether the other side says that it ends the connection, or just does. */
  boolean isEndedByPeer() {
    try {
      readUntil(GOAWAY, 0);
      return true;
    } catch (SocketTimeoutException e) {
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  /** Whether the other side closes the connection within the time limit. */
  boolean isClosedByPeer() {
    try {
      while (true) {
        read();
      }
    } catch (SocketTimeoutException e) {
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
