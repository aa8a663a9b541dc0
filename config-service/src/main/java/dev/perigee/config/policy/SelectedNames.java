package dev.perigee.config.policy;

import dev.perigee.config.wire.ApiException;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudfront.model.CookieNames;
import software.amazon.awssdk.services.cloudfront.model.Headers;
import software.amazon.awssdk.services.cloudfront.model.QueryStringNames;

/**
 * The headers, cookies or query strings that a policy selects.
 *
 * @param path of their configuration
 * @param behavior how the names are to be read
 * @param names empty for none
 */
record SelectedNames(String path, String behavior, List<String> names) {

  private static final int MAX_NAMES = 10;
  private static final int MAX_CHARACTERS = 1024;

  private static final Set<String> WITH_NAMES =
      Set.of("whitelist", "allExcept", "allViewerAndWhitelistCloudFront");

  private static final Pattern COOKIE = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,256}");
  private static final Pattern QUERY_STRING = Pattern.compile("[!-~&&[^&=#]]{1,128}");

  static SelectedNames headers(String path, String behavior, @Nullable Headers headers) {
    return new SelectedNames(
        path + ".HeadersConfig", behavior, headers == null ? List.of() : headers.items());
  }

  static SelectedNames cookies(String path, String behavior, @Nullable CookieNames cookies) {
    return new SelectedNames(
        path + ".CookiesConfig", behavior, cookies == null ? List.of() : cookies.items());
  }

  static SelectedNames queryStrings(
      String path, String behavior, @Nullable QueryStringNames queryStrings) {
    return new SelectedNames(
        path + ".QueryStringsConfig",
        behavior,
        queryStrings == null ? List.of() : queryStrings.items());
  }

  boolean isNothing() {
    return behavior.equals("none");
  }

  /**
   * Refuses names where the behaviour wants none, their lack where it wants some, and too many.
   *
   * @param tooMany the code of the error for too many
   */
  SelectedNames check(String tooMany) {
    if (WITH_NAMES.contains(behavior) == names.isEmpty()) {
      throw ApiException.invalidArgument(
          path
              + ": "
              + names.size()
              + " names with the behavior "
              + behavior
              + " (expected: "
              + (names.isEmpty() ? "1 to " + MAX_NAMES : "none")
              + ")");
    }
    if (names.size() > MAX_NAMES) {
      throw new ApiException(
          tooMany, path + ": " + names.size() + " names (expected: <= " + MAX_NAMES + ")");
    }
    return this;
  }

  void checkCookieNames() {
    checkEach(COOKIE, "the name of a cookie");
  }

  void checkQueryStringNames() {
    checkEach(QUERY_STRING, "the URL-encoded name of a query string");
  }

  /** Refuses names that are too long together. */
  static void checkLength(String path, List<SelectedNames> all) {
    int characters =
        all.stream().flatMap(each -> each.names.stream()).mapToInt(String::length).sum();
    if (characters > MAX_CHARACTERS) {
      throw ApiException.invalidArgument(
          path
              + ": the names of headers, cookies and query strings have "
              + characters
              + " characters together (expected: <= "
              + MAX_CHARACTERS
              + ")");
    }
  }

  private void checkEach(Pattern pattern, String expected) {
    for (String name : names) {
      if (!pattern.matcher(name).matches()) {
        throw ApiException.invalidArgument(path + ": " + name + " (expected: " + expected + ")");
      }
    }
  }
}
