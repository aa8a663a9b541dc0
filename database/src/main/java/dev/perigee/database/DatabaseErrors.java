package dev.perigee.database;

import java.sql.SQLException;
import java.util.Set;
import java.util.function.Predicate;

/** Tells a database that is away from a statement that is wrong, by SQLSTATE. */
public final class DatabaseErrors {

  /** Unique index, deadlock, serialization. */
  private static final Set<String> COLLISIONS = Set.of("23505", "40P01", "40001");

  private DatabaseErrors() {}

  /** Whether an exception comes from a database that cannot be used now, but may be later. */
  public static boolean isUnavailable(Throwable e) {
    return isCausedBy(e, DatabaseErrors::isAway);
  }

  /** Whether two transactions met. */
  public static boolean isCollision(Throwable e) {
    return isCausedBy(e, sql -> COLLISIONS.contains(String.valueOf(sql.getSQLState())));
  }

  private static boolean isCausedBy(Throwable e, Predicate<SQLException> kind) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql && kind.test(sql)) {
        return true;
      }
    }
    return false;
  }

  /**
   * 08 connection, 53 out of resources, 57 shut down, 3F and 42P01 not migrated yet; none where the
   * pool had no connection to give.
   */
  private static boolean isAway(SQLException e) {
    String state = e.getSQLState();
    return state == null
        || state.startsWith("08")
        || state.startsWith("53")
        || state.startsWith("57")
        || state.startsWith("3F")
        || state.equals("42P01");
  }
}
