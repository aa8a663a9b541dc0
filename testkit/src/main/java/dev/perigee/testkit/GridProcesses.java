package dev.perigee.testkit;

import dev.perigee.local.grid.GridCommand;
import dev.perigee.local.grid.GridSecurity;
import dev.perigee.local.launch.Installation;
import dev.perigee.local.process.ParentWatch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A cluster of Infinispan servers of its own for a test, with the cache {@code perigee}. */
public final class GridProcesses implements AutoCloseable {

  private static final Duration READY_LIMIT = Duration.ofSeconds(90);
  private static final int FAILURE_PORT_DISTANCE = 100;
  private static final int DEFAULT_MEGABYTES = 48;

  private final TestDirectory directory;
  private final Map<String, String> environment;
  private final List<GridCommand> members;
  private final List<TestProcess> processes = new ArrayList<>();

  private GridProcesses(
      TestDirectory directory, Map<String, String> environment, List<GridCommand> members) {
    this.directory = directory;
    this.environment = environment;
    this.members = members;
  }

  /** Starts that many servers, and waits until all take connections. */
  public static GridProcesses start(int count) {
    return start(count, DEFAULT_MEGABYTES);
  }

  /** Starts that many servers, each of which holds that much before it evicts. */
  public static GridProcesses start(int count, int megabytes) {
    return start(count, megabytes, Map.of());
  }

  /** Starts servers that speak TLS and ask for a password. */
  public static GridProcesses start(int count, GridSecurity security) {
    return start(count, DEFAULT_MEGABYTES, security.environment());
  }

  private static GridProcesses start(int count, int megabytes, Map<String, String> environment) {
    List<Integer> ports = FreePorts.some(count);
    List<Integer> clusterPorts = clusterPorts(count, ports);
    List<GridCommand> members = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      members.add(
          new GridCommand(
              "infinispan-" + (i + 1), ports.get(i), clusterPorts.get(i), clusterPorts, megabytes));
    }
    GridProcesses grid =
        new GridProcesses(TestDirectory.create("grid"), environment, List.copyOf(members));
    grid.startAll();
    return grid;
  }

  private static List<Integer> clusterPorts(int count, List<Integer> taken) {
    List<Integer> ports = new ArrayList<>();
    while (ports.size() < count) {
      int port = FreePorts.withNeighbours(FAILURE_PORT_DISTANCE);
      if (!taken.contains(port)
          && !taken.contains(port + FAILURE_PORT_DISTANCE)
          && !ports.contains(port)) {
        ports.add(port);
      }
    }
    return List.copyOf(ports);
  }

  private void startAll() {
    members.forEach(member -> processes.add(launch(member)));
    for (int i = 0; i < members.size(); i++) {
      awaitReady(i);
    }
  }

  private TestProcess launch(GridCommand member) {
    List<String> command = new ArrayList<>(member.in(Installation.find()));
    command.add(ParentWatch.ARGUMENT);
    return TestProcess.start(
        member.name(), command, environment, directory.resolve(member.name() + ".log"));
  }

  /** The servers as Quarkus' and Infinispan's clients take them: {@code host:port;host:port}. */
  public String hosts() {
    return members.stream()
        .map(member -> "127.0.0.1:" + member.port())
        .collect(Collectors.joining(";"));
  }

  /** Ends one server by SIGKILL, counted from 0. */
  public void kill(int index) {
    processes.get(index).kill();
  }

  /** Starts a server again after {@link #kill}. */
  public void restart(int index) {
    processes.get(index).restart();
    awaitReady(index);
  }

  private void awaitReady(int index) {
    int port = members.get(index).port();
    processes.get(index).awaitReady(() -> Listening.on(port), READY_LIMIT);
  }

  @Override
  public void close() {
    processes.reversed().forEach(TestProcess::close);
    directory.close();
  }
}
