package dev.perigee.config.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.perigee.config.auth.Access;
import dev.perigee.config.wire.ApiException;
import org.jboss.logging.Logger;

/**
 * Tells of changes that were refused: one line of JSON each, by the logger {@code perigee.audit},
 * so that what a client sends cannot pass for a line of its own.
 */
public final class RefusalLog {

  private static final Logger LOG = Logger.getLogger("perigee.audit");
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private RefusalLog() {}

  private record Line(
      String refused,
      String account,
      String accessKeyId,
      String code,
      String message,
      String requestId,
      String clientAddress) {}

  /** Logs a refusal, unless the operation would have changed nothing. */
  public static void refused(Attempt attempt, ApiException refusal) {
    String operation = attempt.operation();
    if (!Access.READ_ONLY.allows(operation.substring(operation.indexOf(':') + 1))) {
      LOG.info(line(attempt, refusal));
    }
  }

  static String line(Attempt attempt, ApiException refusal) {
    try {
      return JSON.writeValueAsString(
          new Line(
              attempt.operation(),
              attempt.caller().account(),
              attempt.caller().accessKeyId(),
              refusal.code(),
              refusal.text(),
              attempt.requestId(),
              attempt.clientAddress()));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a record of strings is always JSON", e);
    }
  }
}
