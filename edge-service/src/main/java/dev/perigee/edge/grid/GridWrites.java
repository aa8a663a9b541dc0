package dev.perigee.edge.grid;

import dev.perigee.edge.settings.EdgeSettings;
import dev.perigee.edge.store.StoredResponse;
import io.netty.buffer.ByteBuf;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.infinispan.client.hotrod.RemoteCache;
import org.jboss.logging.Logger;

/**
 * Writes responses to the grid, only so many and so many bytes at a time: what finds no room is not
 * written. Thread-safe, does not block.
 */
final class GridWrites {

  private static final Logger LOG = Logger.getLogger(GridWrites.class);

  /** Heap that bodies on their way to the grid may take, all together. */
  private static final int MAX_BYTES_IN_FLIGHT = 16 << 20;

  private final EdgeSettings.Grid settings;
  private final CircuitBreaker breaker;
  private final GridMeters meters;
  private final Semaphore writes;
  private final Semaphore bytesInFlight = new Semaphore(MAX_BYTES_IN_FLIGHT);

  GridWrites(EdgeSettings.Grid settings, CircuitBreaker breaker, GridMeters meters) {
    this.settings = settings;
    this.breaker = breaker;
    this.meters = meters;
    this.writes = new Semaphore(settings.maxWritesInFlight());
  }

  /** Begins to write a response, which stays the caller's. */
  void begin(RemoteCache<String, byte[]> grid, String key, StoredResponse response) {
    if (!writes.tryAcquire()) {
      meters.notWritten(WriteOutcome.NO_ROOM);
      return;
    }
    int bytes = Math.min(response.bodyBytes(), MAX_BYTES_IN_FLIGHT);
    if (!bytesInFlight.tryAcquire(bytes)) {
      writes.release();
      meters.notWritten(WriteOutcome.NO_ROOM);
      return;
    }
    ByteBuf body = response.acquireBody();
    if (body == null) {
      ended(bytes);
      meters.notWritten(WriteOutcome.GONE);
      return;
    }
    try {
      write(grid, key, response, body, bytes);
    } catch (RuntimeException | OutOfMemoryError e) {
      ended(bytes);
      failed(e);
    } finally {
      body.release();
    }
  }

  private void write(
      RemoteCache<String, byte[]> grid,
      String key,
      StoredResponse response,
      ByteBuf body,
      int bytes) {
    byte[] value = StoredResponseCodec.encode(response, body);
    long keepMillis = response.lifetime().ttl().plus(settings.keepStale()).toMillis();
    grid.putAsync(key, value, keepMillis, TimeUnit.MILLISECONDS)
        .whenComplete((_, failure) -> {
          ended(bytes);
          if (failure != null) {
            failed(failure);
          } else {
            breaker.succeeded();
            meters.written(value.length);
          }
        });
  }

  private void ended(int bytes) {
    bytesInFlight.release(bytes);
    writes.release();
  }

  private void failed(Throwable failure) {
    LOG.debugf("a write to the grid failed: %s", failure);
    breaker.failed();
    meters.notWritten(WriteOutcome.FAILED);
  }
}
