package dev.perigee.config.snapshot;

import dev.perigee.config.wire.ApiException;
import dev.perigee.contracts.ErrorRule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudfront.model.CustomErrorResponse;
import software.amazon.awssdk.services.cloudfront.model.CustomErrorResponses;

/** How long errors are cached. */
final class ErrorRules {

  private static final Set<Integer> STATUSES =
      Set.of(400, 403, 404, 405, 414, 416, 500, 501, 502, 503, 504);
  private static final long DEFAULT_SECONDS = 10;
  private static final long MAX_SECONDS = Duration.ofDays(365).toSeconds();

  private ErrorRules() {}

  static List<ErrorRule> resolve(@Nullable CustomErrorResponses responses) {
    if (responses == null || !responses.hasItems()) {
      return List.of();
    }
    List<ErrorRule> rules = new ArrayList<>();
    Set<Integer> seen = new HashSet<>();
    for (CustomErrorResponse response : responses.items()) {
      int status = response.errorCode();
      String path = "CustomErrorResponses[" + status + "]";
      NotSupportedYet.check(path, response);
      if (!STATUSES.contains(status)) {
        throw new ApiException(
            "InvalidErrorCode",
            "ErrorCode: "
                + status
                + " (expected: one of "
                + STATUSES.stream().sorted().toList()
                + ")");
      }
      if (!seen.add(status)) {
        throw ApiException.invalidArgument(path + " is there more than once");
      }
      Long configured = response.errorCachingMinTTL();
      long seconds = configured == null ? DEFAULT_SECONDS : configured;
      if (seconds < 0 || seconds > MAX_SECONDS) {
        throw ApiException.invalidArgument(
            path + ".ErrorCachingMinTTL: " + seconds + " (expected: 0 to " + MAX_SECONDS + ")");
      }
      rules.add(new ErrorRule(status, Duration.ofSeconds(seconds), null));
    }
    return rules;
  }
}
