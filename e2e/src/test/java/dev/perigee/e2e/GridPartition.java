package dev.perigee.e2e;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A network partition of the grid: while it is open, no server hears another, and all of them hear
 * the edges. Packets between the servers' cluster ports are dropped by rules in a table of its own,
 * for which one must be root and have {@code nft} and a kernel that knows it.
 */
final class GridPartition implements Fault.Repair {

  private static final String TABLE = "perigee_partition";
  private static final Pattern MEMBER = Pattern.compile("127\\.0\\.0\\.1\\[(\\d+)]");

  /** From a server's cluster port to that by which its failure is noticed. */
  private static final int FAILURE_PORT_OFFSET = 100;

  private GridPartition() {}

  /**
   * Cuts all servers off from one another.
   *
   * @param server any of them: its command line names the cluster ports of all
   */
  static GridPartition between(PartProcess server) throws IOException, InterruptedException {
    List<Integer> members =
        MEMBER
            .matcher(server.commandLine())
            .results()
            .map((MatchResult member) -> Integer.valueOf(member.group(1)))
            .distinct()
            .toList();
    if (members.size() < 2) {
      throw new AssertionError("no members in " + server.commandLine());
    }
    String ports =
        members.stream()
            .flatMap(port -> Stream.of(port, port + FAILURE_PORT_OFFSET))
            .map(String::valueOf)
            .collect(Collectors.joining(", ", "{ ", " }"));
    nft(
        """
        table inet %1$s {
          chain dropped {
            type filter hook output priority 0;
            tcp dport %2$s drop
            tcp sport %2$s drop
          }
        }
        """
            .formatted(TABLE, ports));
    return new GridPartition();
  }

  @Override
  public void close() throws IOException, InterruptedException {
    nft("delete table inet " + TABLE);
  }

  private static void nft(String rules) throws IOException, InterruptedException {
    Tool.run(Path.of(System.getProperty("java.io.tmpdir")), "nft", rules).succeeded();
  }
}
