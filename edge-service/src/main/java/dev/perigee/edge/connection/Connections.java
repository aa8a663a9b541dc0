package dev.perigee.edge.connection;

import dev.perigee.edge.latency.RoundTrips;
import dev.perigee.edge.settings.EdgeSettings;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jboss.logging.Logger;

/**
 * The viewers' connections that are open: how many there may be, how long they may wait for a
 * request, and how they end when the edge does.
 */
@Singleton
public final class Connections {

  private static final Logger LOG = Logger.getLogger(Connections.class);
  private static final long SWEEP_MILLIS = 1_000;
  private static final long HTTP2_REFUSED_STREAM = 7;
  private static final long POLL_NANOS = 10_000_000;

  private final EdgeSettings.Viewers limits;
  private final AddressCounts addresses;
  private final RoundTrips roundTrips;
  private final Set<ViewerConnection> open = ConcurrentHashMap.newKeySet();
  private final AtomicInteger activeRequests = new AtomicInteger();
  private volatile boolean draining;
  private volatile boolean drained;

  @Inject
  Connections(EdgeSettings settings, RoundTrips roundTrips) {
    this.limits = settings.viewers();
    this.roundTrips = roundTrips;
    this.addresses = new AddressCounts(limits.maxConnectionsPerAddress());
  }

  /** Looks for connections that wait too long for a request, from now on. */
  public void watch(Vertx vertx) {
    vertx.setPeriodic(SWEEP_MILLIS, _ -> closeOverdue(System.nanoTime()));
    long stalledMillis = Math.max(SWEEP_MILLIS, limits.idleTimeout().toMillis() / 8);
    vertx.setPeriodic(stalledMillis, _ -> endStalled(System.nanoTime()));
  }

  private void closeOverdue(long nowNanos) {
    long first = limits.headerTimeout().toNanos();
    long next = limits.keepAliveTimeout().toNanos();
    for (ViewerConnection connection : open) {
      if (connection.isOverdue(nowNanos, first, next)) {
        connection.closeUnlessBusy();
      }
    }
  }

  private void endStalled(long nowNanos) {
    long limit = limits.idleTimeout().toNanos();
    open.forEach(connection -> connection.endStalled(nowNanos, limit));
  }

  /**
   * Takes note of a connection that is ready for requests; closes it where there are too many.
   *
   * @param options of the listener that took it
   */
  public void opened(HttpConnection http, HttpServerOptions options) {
    ViewerConnection connection = ViewerConnection.opened(http, options, System.nanoTime());
    String address = connection.address();
    if (drained || open.size() >= limits.maxConnections() || !addresses.tryAdd(address)) {
      connection.close();
      return;
    }
    open.add(connection);
    http.closeHandler(_ -> {
      open.remove(connection);
      addresses.remove(address);
    });
    if (draining && connection.isHttp2()) {
      connection.drain(limits.drainTimeout().toMillis());
    }
  }

  /**
   * Takes note of a request, up to its end.
   *
   * @param onEnd runs at its end
   * @return whether it is to be answered; nothing is to be done with others
   */
  public boolean began(HttpServerRequest request, Runnable onEnd) {
    ViewerConnection connection = ViewerConnection.of(request);
    if (connection.isSpoilt()) {
      return false;
    }
    // Viewers who never acknowledge the settings are held to them here.
    if (connection.hasTooManyStreams(limits.maxStreams())) {
      request.response().reset(HTTP2_REFUSED_STREAM);
      return false;
    }
    activeRequests.incrementAndGet();
    if (drained) {
      activeRequests.decrementAndGet();
      connection.close();
      return false;
    }
    connection.began(request.response());
    Runnable atEnd =
        () -> {
          ended(connection);
          onEnd.run();
        };
    request.response().endHandler(_ -> atEnd.run());
    connection.atTunnelsEnd(atEnd);
    if (draining && !connection.isHttp2()) {
      request.response().putHeader("connection", "close");
    }
    return true;
  }

  private void ended(ViewerConnection connection) {
    long nowNanos = System.nanoTime();
    connection.ended(nowNanos);
    connection.measure(roundTrips, nowNanos);
    activeRequests.decrementAndGet();
    if (draining && !connection.isHttp2() && connection.isIdle()) {
      connection.close();
    }
  }

  /** Requests in progress. */
  public int activeRequests() {
    return activeRequests.get();
  }

  /** Whether the edge is about to stop. */
  public boolean isDraining() {
    return draining;
  }

  /**
   * Ends all connections: the idle ones at once, the others once their requests are answered, or
   * the time limit is over. Who comes meanwhile is served while others are, for half the time at
   * most, since not everybody has heard; then connections are closed without an answer, which a
   * balancer takes as a reason to ask another edge. Blocks.
   *
   * @param onBegin runs once this edge says that it is draining
   */
  public void drain(Runnable onBegin) {
    draining = true;
    onBegin.run();
    long limitNanos = limits.drainTimeout().toNanos();
    open.forEach(connection -> connection.drain(limits.drainTimeout().toMillis()));
    long began = System.nanoTime();
    awaitIdle(began, limitNanos / 2);
    drained = true;
    awaitIdle(began, limitNanos);
    int left = activeRequests.get();
    if (left > 0) {
      LOG.warnf("%d requests are broken off after %s", left, limits.drainTimeout());
    }
  }

  private void awaitIdle(long sinceNanos, long limitNanos) {
    while (activeRequests.get() > 0 && System.nanoTime() - sinceNanos < limitNanos) {
      LockSupport.parkNanos(POLL_NANOS);
    }
  }
}
