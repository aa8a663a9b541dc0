package dev.perigee.origin.fetch;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The head of a response that several edges get. Immutable.
 *
 * @param fields what edges are to see of the origin's headers
 * @param length of the body; null where it is not known beforehand
 * @param originId who answers
 * @param horizon of the fetch
 */
record SharedHead(
    int status,
    List<Map.Entry<String, String>> fields,
    @Nullable String length,
    String originId,
    long horizon) {

  SharedHead {
    fields = List.copyOf(fields);
  }

  static SharedHead of(OriginAnswer answer, long horizon) {
    MultiMap from = answer.response().headers();
    MultiMap fields = MultiMap.caseInsensitiveMultiMap();
    HeaderRules.copyResponse(from, fields);
    if (!fields.contains(HttpHeaders.DATE)) {
      // Who joins later must see how old it is (RFC 9110, section 6.6.1).
      fields.set(
          HttpHeaders.DATE,
          DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC)));
    }
    return new SharedHead(
        answer.status(),
        fields.entries().stream().map(e -> Map.entry(e.getKey(), e.getValue())).toList(),
        answer.length(),
        answer.origin().id(),
        horizon);
  }
}
