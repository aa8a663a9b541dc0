package dev.perigee.edge.invalidation;

import static dev.perigee.contracts.InvalidationEffect.HARD;
import static dev.perigee.contracts.InvalidationEffect.SOFT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.perigee.contracts.InvalidationEffect;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class IndexesTest {

  private static final long MAX_BYTES = 8_192;

  private final Indexes indexes = new Indexes(1_000_000, 1 << 20, MAX_BYTES);
  private long offset;

  @Test
  void whoInvalidatesMostIsSubsumedAndNobodyElse() {
    add("small", "/a");
    while (newest("large", "/other") < 0) {
      assertThat(add("large", "/" + offset)).isTrue();
      assertThat(indexes.bytes()).isLessThanOrEqualTo(MAX_BYTES);
    }
    assertThat(newest("large", "/other")).isEqualTo(offset - 1);
    assertThat(newest("small", "/a")).isZero();
    assertThat(newest("small", "/other")).isEqualTo(-1);
    assertThat(indexes.size()).isEqualTo(1);
    assertThat(offset).isGreaterThan(50);
  }

  @Test
  void oneBatchThatIsLargerThanTheBoundIsItsDistributionsFloor() {
    add("kept", "/a");
    List<String> batch = IntStream.range(0, 1_000).mapToObj(i -> "/" + i).toList();
    assertThat(indexes.change("large", HARD, index -> index.add(batch, 7))).isTrue();
    assertThat(newest("large", "/anything")).isEqualTo(7);
    assertThat(newest("kept", "/anything")).isEqualTo(-1);
    assertThat(indexes.bytes()).isLessThanOrEqualTo(MAX_BYTES);
  }

  @Test
  void moreDistributionsThanFitAreNotForgottenInSilence() {
    int fitting = 0;
    while (add("E" + fitting, "/a")) {
      fitting++;
    }
    assertThat(fitting).isBetween(10, (int) MAX_BYTES / Indexes.INDEX_BYTES);
    for (int i = 0; i < fitting; i++) {
      assertThat(newest("E" + i, "/a")).isGreaterThanOrEqualTo(i);
    }
    indexes.clear();
    assertThat(indexes.bytes()).isZero();
    assertThat(indexes.hard("E0")).isNull();
  }

  @Test
  void softOnesCountWithTheHardOnesAndAreKeptApart() {
    add("E1", SOFT, "/a");
    assertThat(indexes.hard("E1")).isNull();
    add("E1", HARD, "/b");
    while (Objects.requireNonNull(indexes.soft("E1")).newestMatch("/other") < 0) {
      assertThat(add("E1", SOFT, "/" + offset)).isTrue();
      assertThat(indexes.bytes()).isLessThanOrEqualTo(MAX_BYTES);
    }
    assertThat(newest("E1", "/other")).isEqualTo(-1);
    assertThat(newest("E1", "/b")).isEqualTo(1);
  }

  private boolean add(String distribution, String path) {
    return add(distribution, HARD, path);
  }

  private boolean add(String distribution, InvalidationEffect effect, String path) {
    return indexes.change(distribution, effect, index -> index.add(List.of(path), offset++));
  }

  private long newest(String distribution, String path) {
    return indexes.hard(distribution) == null
        ? -1
        : Objects.requireNonNull(indexes.hard(distribution)).newestMatch(path);
  }
}
