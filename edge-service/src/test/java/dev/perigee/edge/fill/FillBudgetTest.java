package dev.perigee.edge.fill;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FillBudgetTest {

  @Test
  void givesUpToItsBoundAndNoMore() {
    FillBudget budget = new FillBudget(10);
    assertThat(budget.take(10)).isTrue();
    assertThat(budget.take(1)).isFalse();
    assertThat(budget.used()).isEqualTo(10);
    budget.giveBack(4);
    assertThat(budget.take(5)).isFalse();
    assertThat(budget.take(4)).isTrue();
  }

  @Test
  void isExactUnderContention() throws Exception {
    FillBudget budget = new FillBudget(500);
    CountDownLatch start = new CountDownLatch(1);
    try (var threads = Executors.newFixedThreadPool(4)) {
      var taken =
          IntStream.range(0, 1_000)
              .mapToObj(_ ->
                  threads.submit(() -> {
                    start.await();
                    return budget.take(1);
                  }))
              .toList();
      start.countDown();
      int granted = 0;
      for (var take : taken) {
        granted += take.get() ? 1 : 0;
      }
      assertThat(granted).isEqualTo(500);
      assertThat(budget.used()).isEqualTo(500);
    }
  }
}
