package dev.perigee.origin.fetch;

import dev.perigee.contracts.OriginFetch;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpMethod;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What requests must have in common to be one for the origin: the edge's name for the object, whom
 * to ask and how, the log that their horizons are of, and the headers by which one object has
 * several answers.
 */
record ShareKey(List<String> parts) {

  ShareKey {
    parts = List.copyOf(parts);
  }

  private static final List<String> TELLING =
      List.of(
          OriginFetch.SHARE,
          OriginFetch.HORIZON_LOG,
          OriginFetch.VIEWER_PROTOCOL,
          OriginFetch.HOST,
          "accept-encoding",
          "range",
          "if-range",
          "if-match",
          "if-none-match",
          "if-modified-since",
          "if-unmodified-since");

  /** The key of a request; null where its answer is for it alone. */
  static @Nullable ShareKey of(EdgeRequest request) {
    MultiMap headers = request.headers();
    if (request.method() != HttpMethod.GET
        || request.hasBody()
        || request.wantsWebSocket()
        || !headers.contains(OriginFetch.SHARE)) {
      return null;
    }
    String[] parts = new String[TELLING.size() + 2];
    parts[0] = request.asked();
    parts[1] = request.target();
    for (int i = 0; i < TELLING.size(); i++) {
      List<String> values = headers.getAll(TELLING.get(i));
      parts[i + 2] = values.isEmpty() ? "" : "=" + String.join("\n", values);
    }
    return new ShareKey(Arrays.asList(parts));
  }
}
