package dev.perigee.invalidation;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.sql.SQLException;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Answers 503 while the database cannot be reached, so that the caller knows to try again. */
class DatabaseTrouble {

  private static final Logger LOG = Logger.getLogger(DatabaseTrouble.class);

  @ServerExceptionMapper
  Response map(RuntimeException e) {
    if (e instanceof WebApplicationException answer) {
      return answer.getResponse();
    }
    if (isUnavailable(e)) {
      LOG.warnf("the database cannot be reached: %s", e.getMessage());
      return Problem.of(
          Response.Status.SERVICE_UNAVAILABLE.getStatusCode(), "the database cannot be reached");
    }
    LOG.error("a request failed", e);
    return Problem.of(
        Response.Status.INTERNAL_SERVER_ERROR.getStatusCode(), "internal error, see the log");
  }

  /** Whether the database could not be used, rather than would not do what it was asked for. */
  static boolean isUnavailable(Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql && isUnavailable(sql)) {
        return true;
      }
    }
    return false;
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
