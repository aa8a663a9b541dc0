package dev.perigee.benchmarks.functions;

import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Measures {@link PureFunctions}: nanoseconds and bytes allocated by each call. */
public final class Functions {

  private Functions() {}

  public static void main(String[] args) throws RunnerException {
    new Runner(
            new OptionsBuilder()
                .include(PureFunctions.class.getName())
                .addProfiler(GCProfiler.class)
                .forks(1)
                .build())
        .run();
  }
}
