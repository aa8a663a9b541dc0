package dev.perigee.edge.viewer;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import org.jspecify.annotations.Nullable;

/** A body of unknown length that fails where it turns out to be longer than allowed. */
final class BoundedBody implements ReadStream<Buffer> {

  private final ReadStream<Buffer> body;
  private final long mostBytes;
  private long bytes;
  private @Nullable Handler<Throwable> onFailure;

  BoundedBody(ReadStream<Buffer> body, long mostBytes) {
    this.body = body;
    this.mostBytes = mostBytes;
  }

  boolean isExceeded() {
    return bytes > mostBytes;
  }

  @Override
  public BoundedBody handler(@Nullable Handler<Buffer> handler) {
    body.handler(handler == null ? null : part -> pass(part, handler));
    return this;
  }

  private void pass(Buffer part, Handler<Buffer> handler) {
    if (isExceeded()) {
      return;
    }
    bytes += part.length();
    if (!isExceeded()) {
      handler.handle(part);
    } else if (onFailure != null) {
      onFailure.handle(new IllegalStateException("more than " + mostBytes + " bytes"));
    }
  }

  @Override
  public BoundedBody exceptionHandler(@Nullable Handler<Throwable> handler) {
    onFailure = handler;
    body.exceptionHandler(handler);
    return this;
  }

  @Override
  public BoundedBody endHandler(@Nullable Handler<Void> handler) {
    body.endHandler(handler);
    return this;
  }

  @Override
  public BoundedBody pause() {
    body.pause();
    return this;
  }

  @Override
  public BoundedBody resume() {
    body.resume();
    return this;
  }

  @Override
  public BoundedBody fetch(long amount) {
    body.fetch(amount);
    return this;
  }
}
