package dev.perigee.config.storage;

import java.sql.SQLException;
import java.util.List;

/** Tells a database that is away from a statement that is wrong. */
public final class DatabaseTrouble {

  private DatabaseTrouble() {}

  /** Whether an exception comes from a database that cannot be used now, but may be later. */
  public static boolean isUnavailable(Throwable e) {
    return sqlCause(e) instanceof SQLException sql && isUnavailable(sql);
  }

  /** Whether two transactions met: 23505 unique index, 40P01 deadlock, 40001 serialization. */
  public static boolean isCollision(Throwable e) {
    return sqlCause(e) instanceof SQLException sql
        && List.of("23505", "40P01", "40001").contains(String.valueOf(sql.getSQLState()));
  }

  private static Object sqlCause(Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException) {
        return cause;
      }
    }
    return e;
  }

  /**
   * By SQLSTATE: 08 connection, 53 out of resources, 57 shut down, 3F and 42P01 not migrated yet;
   * none where the pool had no connection to give.
   */
  private static boolean isUnavailable(SQLException e) {
    String state = e.getSQLState();
    return state == null
        || state.startsWith("08")
        || state.startsWith("53")
        || state.startsWith("57")
        || state.startsWith("3F")
        || state.equals("42P01");
  }
}
