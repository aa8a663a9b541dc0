package dev.perigee.contracts;

import java.util.List;

/**
 * Which of a request's headers, cookies or query parameters are meant.
 *
 * @param mode how the names are to be read
 * @param names empty for {@link Mode#NONE} and {@link Mode#ALL}
 */
public record Selection(Mode mode, List<String> names) {

  public static final Selection NONE = new Selection(Mode.NONE, List.of());
  public static final Selection ALL = new Selection(Mode.ALL, List.of());

  public Selection {
    names = List.copyOf(names);
  }

  public static Selection only(List<String> names) {
    return names.isEmpty() ? NONE : new Selection(Mode.ONLY, names);
  }

  public static Selection allExcept(List<String> names) {
    return names.isEmpty() ? ALL : new Selection(Mode.ALL_EXCEPT, names);
  }

  /** How the names of a selection are to be read. */
  public enum Mode {
    NONE,
    ONLY,
    ALL,
    ALL_EXCEPT
  }
}
