package dev.perigee.config.audit;

import dev.perigee.config.wire.ApiException;
import dev.perigee.config.wire.Query;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which changes are asked for.
 *
 * @param from the earliest time; null for any
 * @param to the time before which they were made; null for any
 * @param resource id of what was changed; null for anything
 * @param marker where the page before ended; null for the first page
 * @param maxItems on the page
 */
public record AuditQuery(
    @Nullable Instant from,
    @Nullable Instant to,
    @Nullable String resource,
    @Nullable Long marker,
    int maxItems) {

  private static final int DEFAULT_ITEMS = 100;
  private static final int MAX_ITEMS = 1_000;

  /**
   * Reads a query string.
   *
   * @throws ApiException where a parameter is not of its form
   */
  public static AuditQuery of(Query query) {
    return new AuditQuery(
        time(query, "from"),
        time(query, "to"),
        given(query, "resource").orElse(null),
        given(query, "marker").map(text -> number("marker", text, Long.MAX_VALUE)).orElse(null),
        given(query, "maxItems")
            .map(text -> (int) number("maxItems", text, MAX_ITEMS))
            .orElse(DEFAULT_ITEMS));
  }

  private static Optional<String> given(Query query, String name) {
    return query.first(name).filter(text -> !text.isEmpty());
  }

  private static @Nullable Instant time(Query query, String name) {
    String text = given(query, name).orElse(null);
    if (text == null) {
      return null;
    }
    try {
      return DateTimeFormatter.ISO_DATE_TIME.parse(text, Instant::from);
    } catch (DateTimeException e) {
      throw ApiException.invalidArgument(
          name + ": " + text + " (expected: a time like 2026-11-21T10:00:00Z)");
    }
  }

  private static long number(String name, String text, long max) {
    try {
      long number = Long.parseLong(text);
      if (number >= 1 && number <= max) {
        return number;
      }
    } catch (NumberFormatException e) {
      // told below
    }
    throw ApiException.invalidArgument(name + ": " + text + " (expected: 1 to " + max + ")");
  }
}
