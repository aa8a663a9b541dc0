package dev.perigee.edge.distribution;

import dev.perigee.contracts.ErrorRule;
import dev.perigee.httpcache.request.RequestTarget;

/**
 * What viewers get in the place of an error response.
 *
 * @param target of the page in the same distribution
 * @param status HTTP status that viewers get with it
 */
public record ErrorPage(RequestTarget target, int status) {

  /**
   * @throws IllegalArgumentException where the page's path is none
   */
  static ErrorPage of(ErrorRule.Page page) {
    RequestTarget target =
        RequestTarget.parse(page.path())
            .orElseThrow(() ->
                new IllegalArgumentException(
                    "error page " + page.path() + " (expected: a path that begins with /)"));
    return new ErrorPage(target, page.status());
  }
}
