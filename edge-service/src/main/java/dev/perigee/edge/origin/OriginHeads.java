package dev.perigee.edge.origin;

import dev.perigee.contracts.OriginFailure;
import dev.perigee.contracts.OriginFetch;
import dev.perigee.edge.store.Horizon;
import dev.perigee.edge.store.ResponseHead;
import dev.perigee.httpcache.freshness.HttpDate;
import io.vertx.core.http.HttpClientResponse;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the head of an origin-service response. */
final class OriginHeads {

  private static final Set<String> DROPPED =
      Set.of(
          "connection",
          "keep-alive",
          "proxy-connection",
          "proxy-authenticate",
          "proxy-authentication-info",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade",
          "via",
          "x-cache",
          "x-amz-cf-id",
          "x-amz-cf-pop",
          "cache-status");

  private OriginHeads() {}

  /** The head of a response as it was, with what belongs to one connection taken off. */
  static ResponseHead head(HttpClientResponse response) {
    Set<String> dropped = new HashSet<>(DROPPED);
    for (String options : response.headers().getAll("connection")) {
      for (String option : options.split(",", -1)) {
        dropped.add(option.strip().toLowerCase(Locale.ROOT));
      }
    }
    List<String> fields = new ArrayList<>(2 * response.headers().size());
    for (Map.Entry<String, String> field : response.headers()) {
      String name = field.getKey().toLowerCase(Locale.ROOT);
      if (!dropped.contains(name) && !name.startsWith(OriginFetch.PREFIX)) {
        fields.add(name);
        fields.add(field.getValue());
      }
    }
    if (!response.headers().contains("date")) {
      // RFC 9110, section 6.6.1: whoever forwards or stores it says when it came.
      fields.add("date");
      fields.add(HttpDate.format(Instant.now()));
    }
    return new ResponseHead(response.statusCode(), fields);
  }

  /**
   * @param body the response's
   */
  static OriginReply read(
      ResponseHead head,
      HttpClientResponse response,
      OriginBody body,
      Horizon asked,
      long waitMillis) {
    return new OriginReply(
        head,
        body,
        horizon(response, asked),
        failure(response),
        member(response),
        response.headers().contains(OriginFetch.JOINED),
        waitMillis);
  }

  /** A reply without a horizon is trusted with none: whatever was ever invalidated may match it. */
  private static Horizon horizon(HttpClientResponse response, Horizon asked) {
    String header = response.getHeader(OriginFetch.HORIZON);
    if (header == null) {
      return new Horizon(asked.logId(), -1);
    }
    try {
      return new Horizon(asked.logId(), Long.parseLong(header));
    } catch (NumberFormatException e) {
      return new Horizon(asked.logId(), -1);
    }
  }

  private static @Nullable String member(HttpClientResponse response) {
    String encoded = response.getHeader(OriginFetch.MEMBER);
    return encoded == null ? null : URLDecoder.decode(encoded, StandardCharsets.UTF_8);
  }

  private static Optional<OriginFailure> failure(HttpClientResponse response) {
    String word = response.getHeader(OriginFetch.FAILURE);
    if (word == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(OriginFailure.valueOf(word));
    } catch (IllegalArgumentException e) {
      return Optional.of(OriginFailure.OriginInvalidResponseError);
    }
  }
}
