package dev.perigee.httpcache.request;

import dev.perigee.contracts.Selection;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Picks {@code name=value} pairs out of a separated text, keeping their spelling, and their order
 * unless it is asked for {@linkplain #ofQuery by names}: query parameters ({@code &}) and cookies
 * ({@code ;}). Immutable.
 */
public final class PairSelection {

  private static final PairSelection NONE = new PairSelection(Selection.NONE, false);
  private static final PairSelection ALL = new PairSelection(Selection.ALL, false);

  private final Selection.Mode mode;
  private final Set<String> names;
  private final boolean byName;

  private PairSelection(Selection selection, boolean byName) {
    this.mode = selection.mode();
    this.names = Set.copyOf(selection.names());
    this.byName = byName;
  }

  public static PairSelection of(Selection selection) {
    return switch (selection.mode()) {
      case NONE -> NONE;
      case ALL -> ALL;
      case ONLY, ALL_EXCEPT -> new PairSelection(selection, false);
    };
  }

  /**
   * The same, with what is selected of a query in the order of names where only some are: for what
   * reads a query by names alone. What occurs twice keeps its order.
   */
  public static PairSelection byName(Selection selection) {
    return selection.mode() == Selection.Mode.ONLY
        ? new PairSelection(selection, true)
        : of(selection);
  }

  /** What is selected, joined by {@code &}; empty for nothing. */
  public String ofQuery(String query) {
    if (query.isEmpty()) {
      return "";
    }
    String selected = select(query, '&', "&");
    return byName ? inOrderOfNames(selected) : selected;
  }

  /** A query whose parameters stand in the order of their names; of one name, as they stood. */
  public static String inOrderOfNames(String query) {
    if (query.indexOf('&') < 0) {
      return query;
    }
    List<String> pairs = new ArrayList<>(List.of(query.split("&", -1)));
    pairs.sort(Comparator.comparing(PairSelection::name));
    return String.join("&", pairs);
  }

  /** Whether pairs of this name are selected. */
  boolean selects(String name) {
    return switch (mode) {
      case NONE -> false;
      case ALL -> true;
      case ONLY -> names.contains(name);
      case ALL_EXCEPT -> !names.contains(name);
    };
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
    StringBuilder kept = new StringBuilder();
    int from = 0;
    while (from <= text.length()) {
      int end = text.indexOf(separator, from);
      if (end < 0) {
        end = text.length();
      }
      String pair = text.substring(from, end).strip();
      if (!pair.isEmpty() && selects(name(pair))) {
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
