package dev.perigee.edge.compression;

import com.aayushatharva.brotli4j.Brotli4jLoader;
import com.aayushatharva.brotli4j.encoder.BrotliOutputStream;
import com.aayushatharva.brotli4j.encoder.Encoder;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.GZIPOutputStream;

/** A content coding that the edge can apply. */
enum Coding {
  BROTLI("br") {
    @Override
    OutputStream encodeInto(OutputStream sink) throws IOException {
      return new BrotliOutputStream(sink, BROTLI_SETTINGS, BUFFER_BYTES);
    }

    @Override
    boolean isAvailable() {
      return Brotli4jLoader.isAvailable();
    }
  },
  GZIP("gzip") {
    @Override
    OutputStream encodeInto(OutputStream sink) throws IOException {
      return new GZIPOutputStream(sink, BUFFER_BYTES);
    }

    @Override
    boolean isAvailable() {
      return true;
    }
  };

  private static final int BUFFER_BYTES = 16_384;

  /** Denser than gzip at about its cost; the window bounds the memory that an encoder takes. */
  private static final Encoder.Parameters BROTLI_SETTINGS =
      new Encoder.Parameters().setQuality(5).setWindow(18);

  private final String word;

  Coding(String word) {
    this.word = word;
  }

  /** Its name in {@code Content-Encoding}. */
  String word() {
    return word;
  }

  /** An encoder that writes to a sink; closing it ends the coded text. */
  abstract OutputStream encodeInto(OutputStream sink) throws IOException;

  /** Whether this machine can apply it. */
  abstract boolean isAvailable();
}
