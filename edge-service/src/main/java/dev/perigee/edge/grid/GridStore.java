package dev.perigee.edge.grid;

import dev.perigee.edge.settings.EdgeSettings;
import dev.perigee.edge.store.BodyMemory;
import dev.perigee.edge.store.StoredResponse;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.infinispan.client.hotrod.RemoteCache;
import org.infinispan.client.hotrod.RemoteCacheManager;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The grid as Infinispan servers. Never an error to its callers: what does not answer within the
 * time limit is a miss, what cannot be written is not written, and a grid that fails several times
 * in a row is left alone for a moment. Thread-safe, does not block.
 */
@Singleton
public final class GridStore implements Grid {

  private static final Logger LOG = Logger.getLogger(GridStore.class);
  private static final Duration RECONNECT = Duration.ofSeconds(1);

  private final Vertx vertx;
  private final EdgeSettings.Grid settings;
  private final Instance<RemoteCacheManager> configured;
  private final BodyMemory bodies;
  private final CircuitBreaker breaker;
  private final GridMeters meters;
  private final GridWrites writes;
  private volatile @Nullable RemoteCacheManager client;
  private volatile @Nullable RemoteCache<String, byte[]> cache;
  private volatile boolean settled;
  private volatile boolean closed;

  @Inject
  public GridStore(
      Vertx vertx,
      EdgeSettings settings,
      Instance<RemoteCacheManager> configured,
      BodyMemory bodies,
      MeterRegistry registry) {
    this.vertx = vertx;
    this.bodies = bodies;
    this.settings = settings.grid();
    this.configured = configured;
    this.breaker =
        new CircuitBreaker(
            this.settings.failuresBeforePause(), this.settings.pause(), System::nanoTime);
    this.meters = new GridMeters(registry, () -> cache != null, () -> !breaker.isClosed());
    this.writes = new GridWrites(this.settings, breaker, meters);
  }

  /** Begins to connect, for as long as it takes; until then everything is a miss. */
  public void start() {
    if (settings.enabled()) {
      Thread.ofPlatform().name("grid-connect").daemon().start(this::connect);
    } else {
      settled = true;
    }
  }

  /** Whether the first attempt to connect is over, or none is made. */
  public boolean isSettled() {
    return settled;
  }

  public void stop() {
    closed = true;
    RemoteCacheManager opened = client;
    if (opened != null) {
      opened.stop();
    }
  }

  private void connect() {
    RemoteCacheManager made = GridClient.of(configured.get(), settings);
    client = made;
    boolean reported = false;
    while (!closed && cache == null) {
      try {
        cache = GridConnection.open(made);
        settled = true;
        LOG.info("the grid is there");
      } catch (RuntimeException e) {
        if (!reported) {
          LOG.warnf("the grid cannot be reached, retrying: %s", rootOf(e));
          reported = true;
        }
        settled = true;
        pause();
      }
    }
  }

  /** What went wrong at the bottom of it: a name, a certificate or a password, say. */
  private static Throwable rootOf(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null && root.getCause() != root) {
      root = root.getCause();
    }
    return root;
  }

  private static void pause() {
    try {
      TimeUnit.NANOSECONDS.sleep(RECONNECT.toNanos());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public Future<@Nullable StoredResponse> get(String key) {
    if (!settings.enabled()) {
      return Future.succeededFuture(null);
    }
    RemoteCache<String, byte[]> grid = cache;
    if (grid == null || !breaker.isClosed()) {
      meters.notAsked(grid == null ? LookupOutcome.NOT_CONNECTED : LookupOutcome.CIRCUIT_OPEN);
      return Future.succeededFuture(null);
    }
    long askedNanos = System.nanoTime();
    return Future.succeededFuture(key)
        .compose(asked -> ask(grid, asked))
        .map(bytes -> answered(bytes, System.nanoTime() - askedNanos))
        .otherwise(failure -> {
          boolean late = failure instanceof TimeoutException;
          meters.asked(
              late ? LookupOutcome.TIMEOUT : LookupOutcome.FAILED, System.nanoTime() - askedNanos);
          failed(failure);
          return null;
        });
  }

  /** The time limit is the event loop's to keep: a future's own wakes a thread at each request. */
  private Future<byte @Nullable []> ask(RemoteCache<String, byte[]> grid, String key) {
    Promise<byte @Nullable []> answer = Promise.promise();
    long limit =
        vertx.setTimer(
            settings.readTimeout().toMillis(), _ -> answer.tryFail(new TimeoutException()));
    grid.getAsync(key)
        .whenComplete((bytes, failure) -> {
          vertx.cancelTimer(limit);
          if (failure == null) {
            answer.tryComplete(bytes);
          } else {
            answer.tryFail(failure);
          }
        });
    return answer.future();
  }

  private @Nullable StoredResponse answered(byte @Nullable [] bytes, long nanos) {
    breaker.succeeded();
    if (bytes == null) {
      meters.asked(LookupOutcome.MISS, nanos);
      return null;
    }
    meters.read(bytes.length);
    StoredResponse found = StoredResponseCodec.decode(bytes, bodies).orElse(null);
    meters.asked(found == null ? LookupOutcome.UNREADABLE : LookupOutcome.HIT, nanos);
    return found;
  }

  @Override
  public void put(String key, StoredResponse response) {
    if (!settings.enabled()) {
      return;
    }
    RemoteCache<String, byte[]> grid = cache;
    if (grid == null || !breaker.isClosed()) {
      meters.notWritten(grid == null ? WriteOutcome.NOT_CONNECTED : WriteOutcome.CIRCUIT_OPEN);
    } else {
      writes.begin(grid, key, response);
    }
  }

  @Override
  public void remove(String key) {
    RemoteCache<String, byte[]> grid = cache;
    if (grid != null && breaker.isClosed()) {
      grid.removeAsync(key)
          .whenComplete((_, failure) -> {
            if (failure != null) {
              failed(failure);
            }
          });
    }
  }

  private void failed(Throwable failure) {
    LOG.debugf("the grid failed: %s", failure);
    breaker.failed();
  }
}
