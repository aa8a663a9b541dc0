package dev.perigee.edge.compression;

import dev.perigee.edge.settings.EdgeSettings;
import dev.perigee.edge.store.ResponseHead;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.jboss.logging.Logger;

/**
 * Compresses bodies on threads of its own while they come in. When all that it may do at a time are
 * under way, a body is left as it is. Thread-safe.
 */
@Singleton
public final class Compressions {

  private static final Logger LOG = Logger.getLogger(Compressions.class);

  private final WorkerExecutor workers;
  private final Semaphore permits;

  @Inject
  public Compressions(Vertx vertx, EdgeSettings settings) {
    this(
        vertx.createSharedWorkerExecutor("compress", settings.compression().threads()),
        settings.compression().maxAtOnce());
  }

  Compressions(WorkerExecutor workers, int maxAtOnce) {
    this.workers = workers;
    this.permits = new Semaphore(maxAtOnce);
    if (!Coding.BROTLI.isAvailable()) {
      LOG.warn("Brotli is not available on this machine, gzip takes its place");
    }
  }

  /** A response that is compressed while it comes in. */
  public record Compressed(ResponseHead head, CompressedStream body) {}

  /**
   * Begins to compress a response if its kind is compressed.
   *
   * @param body paused; the caller's still where this is empty
   * @param accepted the viewer's {@code Accept-Encoding} in its normalised form
   * @param context where the body comes in, and goes out
   */
  public Optional<Compressed> begin(
      ResponseHead head, ReadStream<Buffer> body, String accepted, Context context) {
    Optional<Coding> coding = CompressionRules.choose(head, accepted);
    if (coding.isEmpty() || !permits.tryAcquire()) {
      return Optional.empty();
    }
    try {
      CompressedStream stream =
          new CompressedStream(
              body, new BodyEncoder(coding.get()), context, workers, permits::release);
      return Optional.of(new Compressed(CompressionRules.compressed(head, coding.get()), stream));
    } catch (RuntimeException e) {
      permits.release();
      throw e;
    }
  }

  /** The head of a compressed response after the origin has said that what it gave still holds. */
  public static ResponseHead confirmed(ResponseHead merged) {
    return CompressionRules.ofCompressed(merged);
  }
}
