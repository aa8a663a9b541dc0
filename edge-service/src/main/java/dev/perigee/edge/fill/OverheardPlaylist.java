package dev.perigee.edge.fill;

import dev.perigee.edge.prefetch.Prefetching;
import dev.perigee.edge.store.ResponseHead;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * A playlist on its way in, read along: once it is whole, its segments are known. Of one that is
 * too long, or compressed by another coding than gzip, nothing is.
 */
final class OverheardPlaylist implements ReadStream<Buffer> {

  private static final int MAX_BYTES = 1 << 20;
  private static final Set<String> TYPES =
      Set.of(
          "application/vnd.apple.mpegurl",
          "application/x-mpegurl",
          "audio/mpegurl",
          "audio/x-mpegurl");

  private final ReadStream<Buffer> stream;
  private final FillRequest request;
  private final Prefetching prefetching;
  private final boolean gzip;
  private @Nullable Buffer heard = Buffer.buffer();

  private OverheardPlaylist(
      ReadStream<Buffer> stream, FillRequest request, Prefetching prefetching, boolean gzip) {
    this.stream = stream;
    this.request = request;
    this.prefetching = prefetching;
    this.gzip = gzip;
  }

  /** The same stream, read along where it is a playlist and somebody wants to know. */
  static ReadStream<Buffer> in(
      ReadStream<Buffer> stream, ResponseHead head, FillRequest request, Prefetching prefetching) {
    String type = head.first("content-type");
    String coding = head.first("content-encoding");
    boolean gzip = "gzip".equalsIgnoreCase(coding);
    return prefetching.isOn()
            && head.status() == 200
            && type != null
            && TYPES.contains(type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT))
            && (coding == null || gzip)
        ? new OverheardPlaylist(stream, request, prefetching, gzip)
        : stream;
  }

  private void hear(Buffer part) {
    Buffer so = heard;
    if (so != null && so.length() + part.length() <= MAX_BYTES) {
      so.appendBuffer(part);
    } else {
      heard = null;
    }
  }

  private void learn() {
    Buffer whole = heard;
    heard = null;
    if (whole == null) {
      return;
    }
    try (InputStream bytes = new ByteArrayInputStream(whole.getBytes());
        InputStream plain = gzip ? new GZIPInputStream(bytes) : bytes) {
      prefetching.learn(
          request.distribution().id(),
          request.viewer().target(),
          request.viewer().authority(),
          new String(plain.readNBytes(MAX_BYTES), StandardCharsets.UTF_8));
    } catch (IOException e) {
      // What cannot be decoded is the viewers' to find out.
    }
  }

  @Override
  public OverheardPlaylist handler(@Nullable Handler<Buffer> handler) {
    stream.handler(
        handler == null
            ? null
            : part -> {
              hear(part);
              handler.handle(part);
            });
    return this;
  }

  @Override
  public OverheardPlaylist endHandler(@Nullable Handler<Void> handler) {
    stream.endHandler(
        handler == null
            ? null
            : end -> {
              learn();
              handler.handle(end);
            });
    return this;
  }

  @Override
  public OverheardPlaylist exceptionHandler(@Nullable Handler<Throwable> handler) {
    stream.exceptionHandler(handler);
    return this;
  }

  @Override
  public OverheardPlaylist pause() {
    stream.pause();
    return this;
  }

  @Override
  public OverheardPlaylist resume() {
    stream.resume();
    return this;
  }

  @Override
  public OverheardPlaylist fetch(long amount) {
    stream.fetch(amount);
    return this;
  }
}
