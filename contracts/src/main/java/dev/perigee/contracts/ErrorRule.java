package dev.perigee.contracts;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of an origin's error response (CloudFront API, {@code CustomErrorResponse}).
 *
 * @param status HTTP status, 400 to 599
 * @param cachingMinTtl 0 or more; CloudFront's default for a status without a rule is 10 s
 * @param page what viewers get in its place; null for the response as it is
 */
public record ErrorRule(int status, Duration cachingMinTtl, @Nullable Page page) {

  /**
   * An error page.
   *
   * @param path of the page in the same distribution, with a leading slash
   * @param status HTTP status that viewers get with it
   */
  public record Page(String path, int status) {}
}
