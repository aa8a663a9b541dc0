package dev.perigee.benchmarks;

import java.io.IOException;
import java.util.List;

/** The edge and the origin-service of a suite, as what a miss goes through. */
record PerigeeMiss(int port, String host, List<Long> pids, long edge, long origin)
    implements Contender {

  /** The suite is closed by who has it. */
  static PerigeeMiss of(BenchmarkSuite suite, String host) throws IOException {
    int port = suite.edges().getFirst().getPort();
    long edge = ServerProcess.listeningOn(port).pid();
    long origin = ServerProcess.listeningOn(suite.originPort()).pid();
    return new PerigeeMiss(port, host, List.of(edge, origin), edge, origin);
  }

  @Override
  public void close() {
    // The suite stays.
  }
}
