package dev.perigee.httpcache.request;

import dev.perigee.contracts.Selection;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Picks {@code name=value} pairs out of a separated text, keeping their order and spelling: query
 * parameters ({@code &}) and cookies ({@code ;}). Immutable.
 */
public final class PairSelection {

  private static final PairSelection NONE = new PairSelection(Selection.NONE);
  private static final PairSelection ALL = new PairSelection(Selection.ALL);

  private final Selection.Mode mode;
  private final Set<String> names;

  private PairSelection(Selection selection) {
    this.mode = selection.mode();
    this.names = Set.copyOf(selection.names());
  }

  public static PairSelection of(Selection selection) {
    return switch (selection.mode()) {
      case NONE -> NONE;
      case ALL -> ALL;
      case ONLY, ALL_EXCEPT -> new PairSelection(selection);
    };
  }

  /** What is selected, joined by {@code &}; empty for nothing. */
  public String ofQuery(String query) {
    return query.isEmpty() ? "" : select(query, '&', "&");
  }

  /** What is selected, joined by {@code "; "}; empty for nothing. */
  public String ofCookies(String cookieHeader) {
    return cookieHeader.isEmpty() ? "" : select(cookieHeader, ';', "; ");
  }

  /** Whether nothing is ever selected. */
  public boolean selectsNothing() {
    return mode == Selection.Mode.NONE;
  }

  private String select(String text, char separator, String joint) {
    if (mode == Selection.Mode.NONE) {
      return "";
    }
    if (mode == Selection.Mode.ALL) {
      return text;
    }
    boolean keepNamed = mode == Selection.Mode.ONLY;
    StringBuilder kept = new StringBuilder();
    int from = 0;
    while (from <= text.length()) {
      int end = text.indexOf(separator, from);
      if (end < 0) {
        end = text.length();
      }
      String pair = text.substring(from, end).strip();
      if (!pair.isEmpty() && names.contains(name(pair)) == keepNamed) {
        kept.append(kept.isEmpty() ? "" : joint).append(pair);
      }
      from = end + 1;
    }
    return kept.toString();
  }

  private static String name(String pair) {
    int equals = pair.indexOf('=');
    return equals < 0 ? pair : pair.substring(0, equals);
  }

  /** Both selections together: what either of them picks. */
  public static Selection union(Selection a, Selection b) {
    if (a.mode() == Selection.Mode.NONE) {
      return b;
    }
    if (b.mode() == Selection.Mode.NONE) {
      return a;
    }
    if (a.mode() == Selection.Mode.ALL || b.mode() == Selection.Mode.ALL) {
      return Selection.ALL;
    }
    boolean aOnly = a.mode() == Selection.Mode.ONLY;
    boolean bOnly = b.mode() == Selection.Mode.ONLY;
    if (aOnly && bOnly) {
      return Selection.only(
          Stream.concat(a.names().stream(), b.names().stream()).distinct().toList());
    }
    if (!aOnly && !bOnly) {
      return Selection.allExcept(a.names().stream().filter(b.names()::contains).toList());
    }
    Selection allowed = aOnly ? a : b;
    Selection blocked = aOnly ? b : a;
    return Selection.allExcept(
        blocked.names().stream().filter(name -> !allowed.names().contains(name)).toList());
  }
}
