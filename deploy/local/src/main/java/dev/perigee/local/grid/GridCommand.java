package dev.perigee.local.grid;

import dev.perigee.local.launch.Installation;
import dev.perigee.local.launch.JavaCommand;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What it takes to run one cache server.
 *
 * @param name unique in the cluster
 * @param clusterPort one of {@code memberPorts}
 * @param memberPorts the cluster ports of all members, running or not
 * @param megabytes how much this server holds before it evicts
 */
public record GridCommand(
    String name, int port, int clusterPort, List<Integer> memberPorts, int megabytes) {

  /** Beside what it holds: the server itself, and requests and rebalancing under way. */
  private static final int HEAP_BASE_MEGABYTES = 112;

  private static final int DIRECT_MEGABYTES = 96;

  /** The port by which the other members notice this one's end. */
  public int failurePort() {
    return clusterPort + GridNode.FAILURE_PORT_OFFSET;
  }

  public List<String> in(Installation installation) {
    String members =
        memberPorts.stream()
            .map(port -> "127.0.0.1[" + port + "]")
            .collect(Collectors.joining(","));
    return JavaCommand.of(installation)
        .heapMegabytes(HEAP_BASE_MEGABYTES + megabytes)
        .directMegabytes(DIRECT_MEGABYTES)
        .lightCompilation()
        .main(
            "dev.perigee.local.grid.GridNode",
            List.of(
                name,
                Integer.toString(port),
                Integer.toString(clusterPort),
                members,
                Integer.toString(megabytes)));
  }
}
