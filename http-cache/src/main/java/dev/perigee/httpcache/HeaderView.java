package dev.perigee.httpcache;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the headers of a message by name, whatever holds them; names compare without case. */
public interface HeaderView {

  /** The first value, or null where the header is absent. */
  @Nullable String first(String name);

  /** Every value in order; empty where the header is absent. */
  List<String> all(String name);

  /**
   * All values as one list-valued field (RFC 9110, section 5.3), or null where it is absent. Pieces
   * of {@code Cookie} are no list and are joined as cookies are (RFC 9113, section 8.2.3).
   */
  default @Nullable String combined(String name) {
    List<String> values = all(name);
    return switch (values.size()) {
      case 0 -> null;
      case 1 -> values.getFirst();
      default -> String.join(name.equalsIgnoreCase("cookie") ? "; " : ", ", values);
    };
  }
}
