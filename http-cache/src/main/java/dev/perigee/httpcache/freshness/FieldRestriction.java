package dev.perigee.httpcache.freshness;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What {@code no-cache} or {@code private} is said of: of a whole response, of some of its header
 * fields, or of nothing (RFC 9111, sections 5.2.2.4 and 5.2.2.7).
 *
 * @param whole whether it is said of the whole response
 * @param fields names of the header fields it is said of, in lower case
 */
public record FieldRestriction(boolean whole, List<String> fields) {

  static final FieldRestriction NOTHING = new FieldRestriction(false, List.of());
  static final FieldRestriction WHOLE = new FieldRestriction(true, List.of());

  public FieldRestriction {
    fields = List.copyOf(fields);
  }

  /** Reads a directive's argument, a list of names. */
  static FieldRestriction of(String names) {
    List<String> found = new ArrayList<>();
    for (String name : names.split(",", -1)) {
      if (!name.isBlank()) {
        found.add(name.strip().toLowerCase(Locale.ROOT));
      }
    }
    return found.isEmpty() ? WHOLE : new FieldRestriction(false, found);
  }

  /** Whether anything is restricted at all. */
  public boolean isPresent() {
    return whole || !fields.isEmpty();
  }

  /** Both of two directives of a name. */
  FieldRestriction and(FieldRestriction other) {
    List<String> all = new ArrayList<>(fields);
    all.addAll(other.fields);
    return new FieldRestriction(whole || other.whole, all);
  }
}
