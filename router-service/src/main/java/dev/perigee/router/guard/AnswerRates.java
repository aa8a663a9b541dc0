package dev.perigee.router.guard;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.function.LongSupplier;

/**
 * How many answers a network may get by datagrams, whose senders may not be who they say: whoever
 * sends questions in another's name has the answers sent there. So many whole answers a second,
 * then as many short ones that say to come back over TCP, then none. Networks are /24 of IPv4 and
 * /48 of IPv6; this machine itself is not limited.
 *
 * <p>Of a fixed size: networks share a place where their hashes are the same, which nobody can
 * foresee. Thread-safe.
 */
public final class AnswerRates {

  private static final int MOST_A_SECOND = 1_000_000;
  private static final int IPV4_BYTES = 3;
  private static final int IPV6_BYTES = 6;

  private final SipHash hash = SipHash.random();
  private final Allowances whole;
  private final Allowances brief;
  private final LongSupplier nanoTime;

  /** What a question gets. */
  public enum Verdict {
    /** An answer. */
    WHOLE,
    /** An answer no longer than the question, which says to ask again over TCP. */
    TRUNCATED,
    /** Nothing. */
    NONE
  }

  /**
   * @param aSecond answers of each kind to a network; 0 for no limit
   * @throws IllegalArgumentException where that is out of range
   */
  public AnswerRates(int aSecond, LongSupplier nanoTime) {
    if (aSecond < 0 || aSecond > MOST_A_SECOND) {
      throw new IllegalArgumentException(
          "perigee.router.dns.answers-per-second: %d (expected: 0 to %d)"
              .formatted(aSecond, MOST_A_SECOND));
    }
    this.whole = new Allowances(aSecond, nanoTime.getAsLong());
    this.brief = new Allowances(aSecond, nanoTime.getAsLong());
    this.nanoTime = nanoTime;
  }

  /** Judges a question, which counts from then on. */
  public Verdict judge(InetAddress resolver) {
    if (whole.areUnlimited() || resolver.isLoopbackAddress()) {
      return Verdict.WHOLE;
    }
    byte[] address = resolver.getAddress();
    long network = hash.hash(Arrays.copyOf(address, address.length == 4 ? IPV4_BYTES : IPV6_BYTES));
    long nowNanos = nanoTime.getAsLong();
    if (whole.take(network, nowNanos)) {
      return Verdict.WHOLE;
    }
    return brief.take(network, nowNanos) ? Verdict.TRUNCATED : Verdict.NONE;
  }
}
