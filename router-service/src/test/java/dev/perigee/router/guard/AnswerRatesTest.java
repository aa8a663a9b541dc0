package dev.perigee.router.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.perigee.router.guard.AnswerRates.Verdict;
import java.net.InetAddress;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerRatesTest {

  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5);
  private final AnswerRates rates = new AnswerRates(100, now::get);

  @Test
  void afterSomeWholeAnswersAsManyAreTruncatedAndThenNone() {
    assertThat(verdicts("198.51.100.7", 1_000))
        .containsEntry(Verdict.WHOLE, 100)
        .containsEntry(Verdict.TRUNCATED, 100)
        .containsEntry(Verdict.NONE, 800);

    now.addAndGet(TimeUnit.MILLISECONDS.toNanos(100));
    assertThat(verdicts("198.51.100.7", 1_000))
        .containsEntry(Verdict.WHOLE, 10)
        .containsEntry(Verdict.TRUNCATED, 10);

    now.addAndGet(TimeUnit.HOURS.toNanos(1));
    assertThat(verdicts("198.51.100.7", 1_000)).containsEntry(Verdict.WHOLE, 100);
  }

  @ParameterizedTest
  @CsvSource({
    "198.51.100.7, 198.51.100.200, NONE",
    "198.51.100.7, 198.51.101.7, WHOLE",
    "2001:db8:1::1, 2001:db8:1:ffff::1, NONE",
    "2001:db8:1::1, 2001:db8:2::1, WHOLE"
  })
  void aNetworkCountsAsOne(String flooding, String other, Verdict verdict) {
    verdicts(flooding, 1_000);

    assertThat(rates.judge(InetAddress.ofLiteral(other))).isEqualTo(verdict);
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "::1"})
  void thisMachineIsNotLimited(String address) {
    assertThat(verdicts(address, 1_000)).containsEntry(Verdict.WHOLE, 1_000);
  }

  @Test
  void zeroIsNoLimit() {
    AnswerRates unlimited = new AnswerRates(0, now::get);

    for (int i = 0; i < 1_000; i++) {
      assertThat(unlimited.judge(InetAddress.ofLiteral("198.51.100.7"))).isEqualTo(Verdict.WHOLE);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 1_000_001})
  void anotherRateIsRefused(int aSecond) {
    assertThatThrownBy(() -> new AnswerRates(aSecond, now::get))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(aSecond + " (expected: 0 to 1000000)");
  }

  private Map<Verdict, Integer> verdicts(String address, int questions) {
    Map<Verdict, Integer> verdicts = new EnumMap<>(Verdict.class);
    for (int i = 0; i < questions; i++) {
      verdicts.merge(rates.judge(InetAddress.ofLiteral(address)), 1, Integer::sum);
    }
    return verdicts;
  }
}
