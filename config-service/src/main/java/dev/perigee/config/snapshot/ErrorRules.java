package dev.perigee.config.snapshot;

import dev.perigee.config.wire.ApiException;
import dev.perigee.contracts.ErrorRule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudfront.model.CustomErrorResponse;
import software.amazon.awssdk.services.cloudfront.model.CustomErrorResponses;

/** How long errors are cached, and what viewers get in their place. */
final class ErrorRules {

  private static final Set<Integer> WITH_PAGE =
      Set.of(400, 403, 404, 405, 414, 416, 500, 501, 502, 503, 504);

  /** Cached by request of the origin only, and always passed on as they are. */
  private static final Set<Integer> WITHOUT_PAGE = Set.of(412, 415);

  private static final int OK = 200;
  private static final Pattern PAGE = Pattern.compile("/[!-~&&[^?#]]{0,4094}");
  private static final Pattern STATUS = Pattern.compile("[0-9]{3}");
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
      if (!WITH_PAGE.contains(status) && !WITHOUT_PAGE.contains(status)) {
        Set<Integer> expected = new TreeSet<>(WITH_PAGE);
        expected.addAll(WITHOUT_PAGE);
        throw new ApiException(
            "InvalidErrorCode", "ErrorCode: " + status + " (expected: one of " + expected + ")");
      }
      if (!seen.add(status)) {
        throw ApiException.invalidArgument(path + " is there more than once");
      }
      rules.add(new ErrorRule(status, cachingMinTtl(path, response), page(path, response)));
    }
    return rules;
  }

  private static Duration cachingMinTtl(String path, CustomErrorResponse response) {
    Long configured = response.errorCachingMinTTL();
    long seconds = configured == null ? DEFAULT_SECONDS : configured;
    if (seconds < 0 || seconds > MAX_SECONDS) {
      throw ApiException.invalidArgument(
          path + ".ErrorCachingMinTTL: " + seconds + " (expected: 0 to " + MAX_SECONDS + ")");
    }
    return Duration.ofSeconds(seconds);
  }

  private static ErrorRule.@Nullable Page page(String path, CustomErrorResponse response) {
    String page = response.responsePagePath() == null ? "" : response.responsePagePath();
    String status = response.responseCode() == null ? "" : response.responseCode();
    if (page.isEmpty() && status.isEmpty()) {
      return null;
    }
    if (page.isEmpty()) {
      throw ApiException.invalidArgument(
          path + ".ResponsePagePath: required, since there is a ResponseCode");
    }
    if (WITHOUT_PAGE.contains(response.errorCode())) {
      throw ApiException.invalidArgument(
          path + ".ResponsePagePath: there are no error pages for " + WITHOUT_PAGE);
    }
    if (!PAGE.matcher(page).matches()) {
      throw ApiException.invalidArgument(
          path
              + ".ResponsePagePath: "
              + page
              + " (expected: URL-encoded, with a slash at its beginning)");
    }
    return new ErrorRule.Page(page, responseCode(path, status));
  }

  private static int responseCode(String path, String status) {
    int code = STATUS.matcher(status).matches() ? Integer.parseInt(status) : 0;
    if (code != OK && !WITH_PAGE.contains(code)) {
      Set<Integer> expected = new TreeSet<>(WITH_PAGE);
      expected.add(OK);
      throw new ApiException(
          "InvalidResponseCode",
          path + ".ResponseCode: " + status + " (expected: one of " + expected + ")");
    }
    return code;
  }
}
