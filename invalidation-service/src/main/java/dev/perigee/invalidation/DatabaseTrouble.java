package dev.perigee.invalidation;

import dev.perigee.database.DatabaseErrors;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
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
    if (DatabaseErrors.isUnavailable(e)) {
      LOG.warnf("the database cannot be reached: %s", e.getMessage());
      return Problem.of(
          Response.Status.SERVICE_UNAVAILABLE.getStatusCode(), "the database cannot be reached");
    }
    LOG.error("a request failed", e);
    return Problem.of(
        Response.Status.INTERNAL_SERVER_ERROR.getStatusCode(), "internal error, see the log");
  }
}
