package dev.perigee.benchmarks;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/**
 * Reads each answer of the SDK to its end before it is decoded, and knows when its last byte came:
 * what a request took without the client's share. For one request at a time.
 */
final class LastByte implements ExecutionInterceptor {

  private volatile long nanos;

  /** When the last answer's last byte was read, on the clock of {@link System#nanoTime}. */
  long nanos() {
    return nanos;
  }

  @Override
  public Optional<InputStream> modifyHttpResponseContent(
      Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
    return context.responseBody().map(this::readInFull);
  }

  private InputStream readInFull(InputStream body) {
    try (body) {
      byte[] whole = body.readAllBytes();
      nanos = System.nanoTime();
      return new ByteArrayInputStream(whole);
    } catch (IOException e) {
      throw new UncheckedIOException("an answer broke off", e);
    }
  }
}
