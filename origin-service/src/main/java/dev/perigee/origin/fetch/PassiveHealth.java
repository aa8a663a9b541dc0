package dev.perigee.origin.fetch;

import dev.perigee.contracts.OriginFailure;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * Which primaries of origin groups gave no usable answer several times running: they are left out
 * for a while, then one request tries them again. CloudFront remembers nothing between requests;
 * hence this is off by default. Thread-safe.
 */
public final class PassiveHealth {

  private static final int MOST_KNOWN = 10_000;

  private final int failures;
  private final long pauseNanos;
  private final LongSupplier nanoClock;
  private final Map<String, State> failing = new ConcurrentHashMap<>();

  private record State(int failures, long nextTryNanos) {}

  /**
   * @param failures in a row after which a primary is left out; 0 for never
   * @param pause time between two tries of one that is left out
   * @param nanoClock as {@link System#nanoTime}
   */
  public PassiveHealth(int failures, Duration pause, LongSupplier nanoClock) {
    if (failures < 0) {
      throw new IllegalArgumentException("failures: " + failures + " (expected: >= 0)");
    }
    this.failures = failures;
    this.pauseNanos = pause.toNanos();
    this.nanoClock = nanoClock;
  }

  /** Whether a failure says that the next request would most likely meet with the same. */
  static boolean counts(OriginFailure reason) {
    return switch (reason) {
      case OriginDnsError, OriginConnectError, OriginCommError, OriginReadTimeout -> true;
      case OriginInvalidResponseError,
          OriginHeaderTooBigError,
          OriginAddressRefused,
          OriginPathRefused,
          OriginCredentialsMissing,
          OriginUnknown,
          OriginBusy ->
          false;
    };
  }

  /** Whether a primary is to be asked now; whoever is told so while it is left out tries it. */
  boolean mayBeAsked(String fingerprint) {
    State state = failing.get(fingerprint);
    if (state == null || state.failures() < failures) {
      return true;
    }
    long now = nanoClock.getAsLong();
    return now - state.nextTryNanos() >= 0
        && failing.replace(fingerprint, state, new State(state.failures(), now + pauseNanos));
  }

  void answered(String fingerprint) {
    failing.remove(fingerprint);
  }

  void failed(String fingerprint) {
    if (failures > 0 && (failing.size() < MOST_KNOWN || failing.containsKey(fingerprint))) {
      long next = nanoClock.getAsLong() + pauseNanos;
      failing.merge(
          fingerprint,
          new State(1, next),
          (before, _) -> new State(Math.min(before.failures() + 1, failures), next));
    }
  }
}
