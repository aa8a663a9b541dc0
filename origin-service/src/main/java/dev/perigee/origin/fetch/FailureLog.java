package dev.perigee.origin.fetch;

import dev.perigee.origin.outcome.Outcome;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Tells operators why origins gave no answer: some lines a second, and how many were left out. Used
 * on one event loop.
 */
final class FailureLog {

  private static final Logger LOG = Logger.getLogger(FailureLog.class);
  private static final int LINES_PER_SECOND = 5;
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private long secondBegan = System.nanoTime();
  private int lines;
  private int leftOut;

  void add(EdgeRequest request, Outcome.Failed<?> failed) {
    long now = System.nanoTime();
    if (now - secondBegan >= SECOND) {
      secondBegan = now;
      lines = 0;
    }
    if (lines == LINES_PER_SECOND) {
      leftOut++;
      return;
    }
    lines++;
    LOG.infof(
        "%s: %s (origin %s)%s",
        failed.reason(),
        failed.detail(),
        request.asked(),
        leftOut == 0 ? "" : "; " + leftOut + " more since the last line");
    leftOut = 0;
  }
}
