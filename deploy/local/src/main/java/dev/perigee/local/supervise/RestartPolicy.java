package dev.perigee.local.supervise;

import java.time.Duration;
import java.util.Optional;

/**
 * How often a part that dies is started again, and after what pause: each failure in a row doubles
 * the pause up to a limit, and after a number of them the part stays down.
 *
 * @param steadyAfter how long a part must have been ready for its next failure to count as the
 *     first
 */
public record RestartPolicy(
    Duration firstPause, Duration longestPause, int attempts, Duration steadyAfter) {

  /** For a suite that is up. */
  public static final RestartPolicy PATIENT =
      new RestartPolicy(Duration.ofSeconds(1), Duration.ofSeconds(30), 10, Duration.ofMinutes(1));

  /** For a suite that is starting: what fails then is told, not tried again. */
  public static final RestartPolicy NEVER =
      new RestartPolicy(Duration.ZERO, Duration.ZERO, 0, Duration.ZERO);

  /** The pause before the start that follows that many failures in a row; none to give up. */
  public Optional<Duration> pauseAfter(int failures) {
    if (failures > attempts) {
      return Optional.empty();
    }
    Duration pause = firstPause;
    for (int i = 1; i < failures && pause.compareTo(longestPause) < 0; i++) {
      pause = pause.multipliedBy(2);
    }
    return Optional.of(pause.compareTo(longestPause) < 0 ? pause : longestPause);
  }
}
