package dev.perigee.edge.headers;

import dev.perigee.httpcache.HeaderView;
import io.vertx.core.MultiMap;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Tells viewers how an answer came about, in a {@code Server-Timing} header: for a share of the
 * responses, and for whoever asks with {@code Pragma: server-timing} (cloudfront.md, A7).
 */
final class ServerTiming {

  private static final String NAME = "server-timing";

  private final double percent;

  ServerTiming(double percent) {
    this.percent = percent;
  }

  boolean isWanted(HeaderView request) {
    String pragma = request.combined("pragma");
    return pragma != null && pragma.toLowerCase(Locale.ROOT).contains(NAME)
        || percent > 0 && ThreadLocalRandom.current().nextDouble(100) < percent;
  }

  /** Adds to what the origin said of itself; what it said of a stored response counts no more. */
  static void write(Timing timing, MultiMap response) {
    String fromOrigin =
        timing.cache() == Timing.Cache.MISS ? String.join(", ", response.getAll(NAME)) : "";
    String own = value(timing);
    response.set(NAME, fromOrigin.isEmpty() ? own : own + ", " + fromOrigin);
  }

  private static String value(Timing timing) {
    StringBuilder value = new StringBuilder();
    if (timing.originMillis() >= 0) {
      value.append("cdn-upstream-layer;desc=\"REC\",cdn-upstream-fbl;dur=");
      value.append(timing.originMillis()).append(',');
    }
    value.append(timing.cache().metric());
    value.append(",cdn-pop;desc=\"").append(timing.pop()).append('"');
    value.append(",cdn-rid;desc=\"").append(timing.requestId()).append('"');
    if (timing.cache() == Timing.Cache.HIT) {
      value.append(",cdn-hit-layer;desc=\"EDGE\"");
    }
    return value.append(",cdn-downstream-fbl;dur=").append(timing.totalMillis()).toString();
  }
}
