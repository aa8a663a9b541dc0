package dev.perigee.edge.metrics;

import dev.perigee.edge.request.RequestFacts;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.vertx.core.http.HttpMethod;
import org.jspecify.annotations.Nullable;

/**
 * What CloudFront tells of a distribution: requests, bytes, errors; and with a monitoring
 * subscription the {@link DetailedMeters}. Thread-safe.
 */
final class DistributionMeters {

  private static final String TAG = "distribution";

  private final MeterRegistry registry;
  private final Tags tags;
  private final Counter requests;
  private final Counter downloaded;
  private final Counter uploaded;
  private final Counter clientErrors;
  private final Counter serverErrors;
  private volatile @Nullable DetailedMeters detailed;

  DistributionMeters(MeterRegistry registry, String distributionId) {
    this.registry = registry;
    this.tags = Tags.of(TAG, distributionId);
    this.requests = counter("requests", "Requests of viewers", tags);
    this.downloaded = counter("bytes.downloaded", "Bytes of bodies that viewers got", tags);
    this.uploaded = counter("bytes.uploaded", "Bytes of bodies that viewers sent", tags);
    this.clientErrors = errors("4xx");
    this.serverErrors = errors("5xx");
  }

  private Counter counter(String name, String description, Tags with) {
    return Counter.builder("perigee.distribution." + name)
        .description(description)
        .tags(with)
        .register(registry);
  }

  private Counter errors(String statuses) {
    return counter("errors", "Answers with an error's status", tags.and("statuses", statuses));
  }

  void ended(RequestFacts facts, boolean inDetail) {
    requests.increment();
    HttpMethod method = facts.http().method();
    if (method == HttpMethod.GET || method == HttpMethod.HEAD) {
      downloaded.increment(facts.http().response().bytesWritten());
    } else {
      uploaded.increment(facts.http().bytesRead());
    }
    int status = facts.http().response().getStatusCode();
    if (status >= 500) {
      serverErrors.increment();
    } else if (status >= 400) {
      clientErrors.increment();
    }
    DetailedMeters more = detailed;
    if (inDetail != (more != null)) {
      more = switchDetail(inDetail);
    }
    if (more != null) {
      more.ended(facts, status);
    }
  }

  private synchronized @Nullable DetailedMeters switchDetail(boolean on) {
    DetailedMeters known = detailed;
    if (on && known == null) {
      known = new DetailedMeters(registry, tags);
    } else if (!on && known != null) {
      known.remove();
      known = null;
    }
    detailed = known;
    return known;
  }

  /** Takes all meters out of the registry. */
  synchronized void remove() {
    registry.remove(requests);
    registry.remove(downloaded);
    registry.remove(uploaded);
    registry.remove(clientErrors);
    registry.remove(serverErrors);
    switchDetail(false);
  }
}
