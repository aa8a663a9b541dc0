package dev.perigee.benchmarks;

import java.io.IOException;
import java.util.List;

/**
 * Who runs where on a machine of two cores. What else a suite needs would take turns with its edge
 * there, which it does not where edges have machines of their own.
 */
final class Cores {

  /** The beginning of the command line of a program that does not give way to the edge. */
  static final List<String> AS_USUAL = List.of("chrt", "-o", "0");

  private Cores() {}

  /**
   * Has a suite's other parts, and this process with the origin in it, run only when its first edge
   * does not want to, or a program that is started {@link #AS_USUAL}.
   */
  static void giveToEdge(BenchmarkSuite suite) throws IOException, InterruptedException {
    Autogroups.suspend();
    long edge = ServerProcess.listeningOn(suite.edges().getFirst().getPort()).pid();
    ProcessHandle supervisor = ProcessHandle.of(edge).flatMap(ProcessHandle::parent).orElseThrow();
    for (ProcessHandle part : supervisor.descendants().toList()) {
      if (part.pid() != edge) {
        giveWay(part.pid());
      }
    }
    giveWay(ProcessHandle.current().pid());
  }

  private static void giveWay(long pid) throws IOException, InterruptedException {
    Programs.output("chrt", "-a", "-i", "-p", "0", Long.toString(pid));
  }

  /** With all the threads that it has by now, and those that they start. */
  static void pin(long pid, int core) throws IOException, InterruptedException {
    Programs.output("taskset", "-a", "-c", "-p", Integer.toString(core), Long.toString(pid));
  }
}
