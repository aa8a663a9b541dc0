package dev.perigee.httpcache.freshness;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The directives of a response's {@code Cache-Control} that concern a shared cache (RFC 9111,
 * section 5.2.2; RFC 5861). Times are in seconds, -1 where a directive is absent.
 *
 * <p>A time that is not a number counts as 0, so that a broken directive errs towards the origin
 * (RFC 9111, section 4.2.1); one too large for a {@code long} counts as 100 years. Where a time is
 * repeated, the first counts.
 */
public record CacheControl(
    long maxAge,
    long sharedMaxAge,
    long staleWhileRevalidate,
    long staleIfError,
    boolean noStore,
    FieldRestriction noCache,
    FieldRestriction isPrivate,
    boolean isPublic,
    boolean mustRevalidate,
    boolean proxyRevalidate,
    boolean mustUnderstand) {

  /** The upper bound of every time, 100 years in seconds. */
  public static final long MAX_SECONDS = 3_153_600_000L;

  /**
   * @param header the header's combined value; null where it is absent
   */
  public static CacheControl parse(@Nullable String header) {
    Directives directives = new Directives();
    if (header != null) {
      new Reader(header, directives).read();
    }
    return directives.build();
  }

  /** Whether the cache must ask the origin once the response is stale. */
  public boolean forbidsStale() {
    return mustRevalidate || proxyRevalidate;
  }

  /** What has been found of a header so far. */
  static final class Directives {
    private long maxAge = -1;
    private long sharedMaxAge = -1;
    private long staleWhileRevalidate = -1;
    private long staleIfError = -1;
    private boolean noStore;
    private FieldRestriction noCache = FieldRestriction.NOTHING;
    private FieldRestriction isPrivate = FieldRestriction.NOTHING;
    private boolean isPublic;
    private boolean mustRevalidate;
    private boolean proxyRevalidate;
    private boolean mustUnderstand;

    /**
     * Adds a directive; one that is not for shared caches, or unknown, is ignored (RFC 9111,
     * section 5.2.3).
     *
     * @param argument null for none
     */
    void add(String name, @Nullable String argument) {
      switch (name) {
        case "max-age" -> maxAge = first(maxAge, argument);
        case "s-maxage" -> sharedMaxAge = first(sharedMaxAge, argument);
        case "stale-while-revalidate" ->
            staleWhileRevalidate = first(staleWhileRevalidate, argument);
        case "stale-if-error" -> staleIfError = first(staleIfError, argument);
        case "no-store" -> noStore = true;
        case "no-cache" -> noCache = noCache.and(restriction(argument));
        case "private" -> isPrivate = isPrivate.and(restriction(argument));
        case "public" -> isPublic = true;
        case "must-revalidate" -> mustRevalidate = true;
        case "proxy-revalidate" -> proxyRevalidate = true;
        case "must-understand" -> mustUnderstand = true;
        default -> {}
      }
    }

    CacheControl build() {
      return new CacheControl(
          maxAge,
          sharedMaxAge,
          staleWhileRevalidate,
          staleIfError,
          noStore,
          noCache,
          isPrivate,
          isPublic,
          mustRevalidate,
          proxyRevalidate,
          mustUnderstand);
    }

    private static FieldRestriction restriction(@Nullable String argument) {
      return argument == null ? FieldRestriction.WHOLE : FieldRestriction.of(argument);
    }

    private static long first(long known, @Nullable String argument) {
      return known >= 0 ? known : seconds(argument);
    }

    private static long seconds(@Nullable String argument) {
      if (argument == null || argument.isEmpty()) {
        return 0;
      }
      long value = 0;
      for (int i = 0; i < argument.length(); i++) {
        int digit = argument.charAt(i) - '0';
        if (digit < 0 || digit > 9) {
          return 0;
        }
        value = Math.min(value * 10 + digit, MAX_SECONDS);
      }
      return value;
    }
  }

  /** One walk over a header. */
  private static final class Reader {
    private final String text;
    private final Directives found;
    private int at;

    Reader(String text, Directives found) {
      this.text = text;
      this.found = found;
    }

    void read() {
      while (at < text.length()) {
        String name = token().toLowerCase(Locale.ROOT);
        String argument = at < text.length() && text.charAt(at) == '=' ? argument() : null;
        found.add(name, argument);
        skipToNext();
      }
    }

    private String token() {
      while (at < text.length() && (isSpace(text.charAt(at)) || text.charAt(at) == ',')) {
        at++;
      }
      int from = at;
      while (at < text.length()
          && text.charAt(at) != '='
          && text.charAt(at) != ','
          && !isSpace(text.charAt(at))) {
        at++;
      }
      return text.substring(from, at);
    }

    private String argument() {
      at++;
      if (at < text.length() && text.charAt(at) == '"') {
        return quoted();
      }
      int from = at;
      while (at < text.length() && text.charAt(at) != ',' && !isSpace(text.charAt(at))) {
        at++;
      }
      return text.substring(from, at);
    }

    private String quoted() {
      StringBuilder value = new StringBuilder();
      at++;
      while (at < text.length() && text.charAt(at) != '"') {
        if (text.charAt(at) == '\\' && at + 1 < text.length()) {
          at++;
        }
        value.append(text.charAt(at++));
      }
      at++;
      return value.toString();
    }

    private void skipToNext() {
      while (at < text.length() && text.charAt(at) != ',') {
        at++;
      }
    }

    private static boolean isSpace(char c) {
      return c == ' ' || c == '\t';
    }
  }
}
