package dev.perigee.testkit.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The bytes of a body, which need not all be in memory. */
public sealed interface Content {

  long length();

  /** Writes the bytes from {@code from} up to but not including {@code to}. */
  void write(OutputStream out, long from, long to) throws IOException;

  static Content of(String text) {
    return new Bytes(text.getBytes(StandardCharsets.UTF_8));
  }

  static Content of(byte... bytes) {
    return new Bytes(bytes);
  }

  /** Bytes of any number, each of which follows from its position and the seed. */
  static Content generated(long length, int seed) {
    return new Generated(length, seed);
  }

  /** The bytes from {@code from} up to but not including {@code to}. */
  default Content part(long from, long to) {
    return new Part(this, from, to - from);
  }

  /** All of the bytes. */
  default byte[] bytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      write(bytes, 0, length());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** Some of the bytes of another one. */
  record Part(Content whole, long first, long length) implements Content {
    @Override
    public void write(OutputStream out, long from, long to) throws IOException {
      whole.write(out, first + from, first + to);
    }
  }

  /** Bytes in memory. */
  record Bytes(byte[] bytes) implements Content {
    @Override
    public long length() {
      return bytes.length;
    }

    @Override
    public void write(OutputStream out, long from, long to) throws IOException {
      out.write(bytes, Math.toIntExact(from), Math.toIntExact(to - from));
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Bytes(byte[] others) && Arrays.equals(bytes, others);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(bytes);
    }
  }

  /** Bytes computed as they are written. */
  record Generated(long length, int seed) implements Content {

    private static final int BUFFER = 1 << 16;
    private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

    /** The byte at a position. */
    public byte at(long position) {
      return (byte) (((position + seed) * MULTIPLIER) >>> 56);
    }

    @Override
    public void write(OutputStream out, long from, long to) throws IOException {
      byte[] buffer = new byte[BUFFER];
      for (long position = from; position < to; ) {
        int count = (int) Math.min(BUFFER, to - position);
        for (int i = 0; i < count; i++) {
          buffer[i] = at(position + i);
        }
        out.write(buffer, 0, count);
        position += count;
      }
    }
  }
}
