package dev.perigee.edge.report;

import dev.perigee.edge.accesslog.AccessLogs;
import dev.perigee.edge.distribution.Distribution;
import dev.perigee.edge.distribution.HostTable;
import dev.perigee.edge.logline.EndedRequest;
import dev.perigee.edge.metrics.RequestMetrics;
import dev.perigee.edge.realtime.RealtimeLogs;
import dev.perigee.edge.request.HostName;
import dev.perigee.edge.request.RequestFacts;
import dev.perigee.edge.settings.EdgeSettings;
import dev.perigee.httpcache.Reason;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import org.jboss.logging.Logger;

/** Tells of each request, once, when it has ended. */
@Singleton
public final class Reports {

  private static final Logger LOG = Logger.getLogger(Reports.class);

  private final String edge;
  private final HostTable table;
  private final RequestMetrics metrics;
  private final AccessLogs accessLogs;
  private final RealtimeLogs realtimeLogs;

  @Inject
  public Reports(
      EdgeSettings settings,
      HostTable table,
      RequestMetrics metrics,
      AccessLogs accessLogs,
      RealtimeLogs realtimeLogs) {
    this.edge = settings.id();
    this.table = table;
    this.metrics = metrics;
    this.accessLogs = accessLogs;
    this.realtimeLogs = realtimeLogs;
  }

  /** Begins to write and to send. */
  public void start() {
    accessLogs.start();
    realtimeLogs.start();
  }

  /** Lets what waits out, for a short time. */
  public void stop() {
    accessLogs.stop();
    realtimeLogs.stop();
  }

  /** Called on the event loop of the viewer's connection, however the request ended. */
  public void ended(RequestFacts facts) {
    try {
      report(facts);
    } catch (RuntimeException e) {
      LOG.errorf(e, "a bug: %s %s", facts.http().method(), facts.http().uri());
    }
  }

  private void report(RequestFacts facts) {
    if (facts.distribution() == null && isReadable(facts)) {
      nameDistribution(facts);
    }
    long endNanos = System.nanoTime();
    metrics.ended(facts, endNanos);
    if (facts.isToBeLogged()) {
      EndedRequest request = new EndedRequest(facts, edge, Instant.now(), endNanos);
      accessLogs.log(request);
      realtimeLogs.log(request);
    }
  }

  /** What is too long to be read is nobody's, as at CloudFront. */
  private static boolean isReadable(RequestFacts facts) {
    return facts.http().decoderResult().isSuccess() && facts.reason() != Reason.URL_TOO_LONG;
  }

  /** A request that was refused before it was routed is its distribution's all the same. */
  private void nameDistribution(RequestFacts facts) {
    String host = facts.http().headers().get("host");
    Distribution named = host == null ? null : table.find(HostName.of(host));
    if (named != null) {
      facts.found(named.snapshot());
    }
  }
}
