package dev.perigee.edge.opening;

import dev.perigee.edge.distribution.Distributions;
import dev.perigee.edge.grid.GridStore;
import dev.perigee.edge.invalidation.Lease;
import dev.perigee.edge.settings.EdgeSettings;
import dev.perigee.edge.viewer.ViewerListener;
import io.quarkus.runtime.Quarkus;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Opens the viewers' ports once there is something to serve.
 *
 * <p>An edge whose disk knows distributions needs nobody else for that. A new one waits until it
 * has read them from their topic, for as long as that takes: it would refuse every viewer. Then it
 * waits a little for its lease, and either of them for the grid, so that it does not begin by
 * asking origins for what the region has; without these it serves all the same.
 */
@Singleton
public final class Opening implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger(Opening.class);

  private static final Duration LEASE_LIMIT = Duration.ofSeconds(10);
  private static final long PORTS_SECONDS = 20;
  private static final long POLL_MILLIS = 20;

  private final EdgeSettings settings;
  private final Distributions distributions;
  private final Lease lease;
  private final GridStore grid;
  private final ViewerListener listener;

  private volatile Awaited awaited = Awaited.DISTRIBUTIONS;
  private volatile @Nullable Thread thread;

  @Inject
  Opening(
      EdgeSettings settings,
      Distributions distributions,
      Lease lease,
      GridStore grid,
      ViewerListener listener) {
    this.settings = settings;
    this.distributions = distributions;
    this.lease = lease;
    this.grid = grid;
    this.listener = listener;
  }

  /**
   * Begins to wait, after the disk was read; returns at once. Where the ports cannot be opened, the
   * process ends.
   *
   * @param onOpen runs once viewers are let in
   */
  public void begin(Runnable onOpen) {
    boolean isNew = !distributions.isLoaded();
    thread = Thread.ofPlatform().name("opening").daemon().start(() -> run(isNew, onOpen));
  }

  /** Whether viewers are let in. */
  public boolean isOpen() {
    return awaited == Awaited.NOTHING;
  }

  /** In one word, what is waited for before viewers are let in: {@code nothing} once they are. */
  public String awaited() {
    return awaited.word();
  }

  private void run(boolean isNew, Runnable onOpen) {
    try {
      if (isNew) {
        LOG.info("no distributions on disk: viewers are let in once their topic has been read");
        await(Awaited.DISTRIBUTIONS, distributions::isLoaded, Duration.ofNanos(Long.MAX_VALUE));
        await(Awaited.LEASE, lease::isHeld, LEASE_LIMIT);
      }
      await(Awaited.GRID, grid::isSettled, settings.grid().startTimeout());
      open();
      onOpen.run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void await(Awaited what, BooleanSupplier isThere, Duration limit)
      throws InterruptedException {
    awaited = what;
    long began = System.nanoTime();
    while (!isThere.getAsBoolean()) {
      if (System.nanoTime() - began > limit.toNanos()) {
        LOG.warnf("viewers are let in without the %s, after %s", what.word(), limit);
        return;
      }
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
    }
  }

  private void open() throws InterruptedException {
    awaited = Awaited.PORTS;
    try {
      listener
          .start(Runtime.getRuntime().availableProcessors())
          .toCompletionStage()
          .toCompletableFuture()
          .get(PORTS_SECONDS, TimeUnit.SECONDS);
      awaited = Awaited.NOTHING;
    } catch (ExecutionException | TimeoutException e) {
      LOG.errorf(
          "viewers cannot be let in on %s, ports %d and %d: %s",
          settings.host(), settings.httpPort(), settings.httpsPort(), reason(e));
      Quarkus.asyncExit(1);
    }
  }

  private static Object reason(Exception failure) {
    return failure.getCause() == null ? failure : failure.getCause();
  }

  /** Gives up waiting. */
  @Override
  public void close() {
    Thread waiting = thread;
    if (waiting != null) {
      waiting.interrupt();
    }
  }
}
