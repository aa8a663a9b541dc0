package dev.perigee.edge.compression;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/** Encodes one body, piece by piece. One thread at a time; whoever made it closes it. */
final class BodyEncoder implements AutoCloseable {

  private final ByteArrayOutputStream encoded = new ByteArrayOutputStream();
  private final OutputStream encoder;
  private boolean closed;

  BodyEncoder(Coding coding) {
    try {
      this.encoder = coding.encodeInto(encoded);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Takes a piece; what is ready so far, which may be nothing. */
  byte[] encode(byte[] piece) throws IOException {
    encoder.write(piece);
    return taken();
  }

  /** What is left to the end. */
  byte[] finish() throws IOException {
    closed = true;
    encoder.close();
    return taken();
  }

  private byte[] taken() {
    byte[] bytes = encoded.toByteArray();
    encoded.reset();
    return bytes;
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      encoder.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
