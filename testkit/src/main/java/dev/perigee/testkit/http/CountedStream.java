package dev.perigee.testkit.http;

import java.io.IOException;
import java.io.OutputStream;
import java.util.function.LongConsumer;

/** Tells how many bytes have gone through it, after each write. */
final class CountedStream extends OutputStream {

  private final OutputStream out;
  private final LongConsumer counter;

  CountedStream(OutputStream out, LongConsumer counter) {
    this.out = out;
    this.counter = counter;
  }

  @Override
  public void write(int value) throws IOException {
    out.write(value);
    counter.accept(1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    out.write(bytes, offset, length);
    counter.accept(length);
  }
}
