package dev.perigee.benchmarks.functions;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** What the pure steps of a request may allocate: bytes do not depend on how busy a machine is. */
class AllocationBudgetTest {

  /** Bytes a call: half as much again as was measured. */
  private static final Map<String, Integer> BUDGETS =
      Map.of(
          "target", 280,
          "plainKey", 500,
          "wideKey", 2500,
          "lastOfManyPatterns", 8,
          "freshness", 660,
          "notModified", 8,
          "range", 280,
          "invalidations", 72);

  @Test
  void noStepAllocatesMoreThanItsBudget() throws Exception {
    Map<String, Double> over = new TreeMap<>();
    for (RunResult result :
        new Runner(
                new OptionsBuilder()
                    .include(PureFunctions.class.getName())
                    .addProfiler(GCProfiler.class)
                    .forks(0)
                    .warmupTime(TimeValue.milliseconds(300))
                    .measurementIterations(1)
                    .measurementTime(TimeValue.milliseconds(300))
                    .verbosity(VerboseMode.SILENT)
                    .build())
            .run()) {
      String name = result.getPrimaryResult().getLabel();
      double bytes =
          requireNonNull(result.getSecondaryResults().get("gc.alloc.rate.norm")).getScore();
      if (bytes > BUDGETS.getOrDefault(name, 0)) {
        over.put(name, bytes);
      }
    }
    assertThat(over).isEmpty();
  }
}
