package dev.perigee.httpcache.validation;

import dev.perigee.httpcache.HeaderView;
import dev.perigee.httpcache.freshness.HttpDate;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A viewer's conditions on a GET or HEAD, judged against a stored response (RFC 9110, section 13).
 */
public final class Preconditions {

  private Preconditions() {}

  /**
   * Whether the viewer already has what is stored, so that 304 answers it. {@code If-None-Match}
   * counts before {@code If-Modified-Since}, which is held against {@code Date} where the response
   * does not say when it was modified (RFC 9111, section 4.3.2).
   *
   * @param stored the head of what is stored
   */
  public static boolean notModified(HeaderView request, HeaderView stored) {
    String noneMatch = request.combined("if-none-match");
    if (noneMatch != null) {
      String etag = stored.first("etag");
      return noneMatch.strip().equals("*") || etag != null && matchesWeakly(noneMatch, etag);
    }
    String condition = request.first("if-modified-since");
    if (condition == null) {
      return false;
    }
    String lastModified = stored.first("last-modified");
    Optional<Instant> modified =
        HttpDate.parse(lastModified == null ? stored.first("date") : lastModified);
    Optional<Instant> since = HttpDate.parse(condition);
    return since.isPresent() && modified.isPresent() && !modified.get().isAfter(since.get());
  }

  /**
   * Whether a 304 speaks of the response that is stored: their entity tags are the same, or one of
   * them has none (RFC 9111, section 4.3.4).
   *
   * @param etag of what is stored, as the origin gave it; null for none
   */
  public static boolean confirms(HeaderView notModified, @Nullable String etag) {
    String said = notModified.first("etag");
    return said == null || etag == null || opaque(said).equals(opaque(etag));
  }

  /**
   * Whether a {@code Range} may be answered with a part: there is no {@code If-Range}, or it names
   * what is stored by a strong validator (RFC 9110, section 13.1.5).
   *
   * @param stored the head of what is stored
   */
  public static boolean rangeApplies(HeaderView request, HeaderView stored) {
    String condition = request.first("if-range");
    if (condition == null) {
      return true;
    }
    if (condition.startsWith("\"")) {
      return condition.equals(stored.first("etag"));
    }
    return !condition.startsWith("W/") && condition.equals(stored.first("last-modified"));
  }

  private static boolean matchesWeakly(String header, String etag) {
    String wanted = opaque(etag);
    int at = 0;
    while (at < header.length()) {
      int open = header.indexOf('"', at);
      int close = open < 0 ? -1 : header.indexOf('"', open + 1);
      if (close < 0) {
        return false;
      }
      if (header.substring(open, close + 1).equals(wanted)) {
        return true;
      }
      at = close + 1;
    }
    return false;
  }

  private static String opaque(String etag) {
    return etag.startsWith("W/") ? etag.substring(2) : etag;
  }
}
