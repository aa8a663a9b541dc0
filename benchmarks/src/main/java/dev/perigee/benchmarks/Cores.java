package dev.perigee.benchmarks;

import java.io.IOException;

/**
 * Who runs where on a machine of two cores. What else a suite needs would take turns with its edge
 * there, which it does not where edges have machines of their own.
 */
final class Cores {

  private Cores() {}

  /**
   * Has a suite's other parts run only when its first edge, or whoever asks it, does not want to.
   */
  static void giveToEdge(BenchmarkSuite suite) throws IOException, InterruptedException {
    long edge = ServerProcess.listeningOn(suite.edges().getFirst().getPort()).pid();
    ProcessHandle supervisor = ProcessHandle.of(edge).flatMap(ProcessHandle::parent).orElseThrow();
    for (ProcessHandle part : supervisor.descendants().toList()) {
      if (part.pid() != edge) {
        Programs.output("chrt", "-a", "-i", "-p", "0", Long.toString(part.pid()));
      }
    }
  }

  /** With all the threads that it has by now, and those that they start. */
  static void pin(long pid, int core) throws IOException, InterruptedException {
    Programs.output("taskset", "-a", "-c", "-p", Integer.toString(core), Long.toString(pid));
  }
}
