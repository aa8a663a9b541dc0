package dev.perigee.testkit;

import dev.perigee.local.launch.Installation;
import dev.perigee.local.launch.JavaCommand;
import java.time.Duration;
import java.util.Map;

/** A packaged service as a process of its own, which a test may kill. */
public final class ServiceProcess implements AutoCloseable {

  private static final Duration READY_LIMIT = Duration.ofSeconds(90);
  private static final int HEAP_MEGABYTES = 128;

  private final TestDirectory directory;
  private final int port;
  private final TestProcess process;

  private ServiceProcess(TestDirectory directory, int port, TestProcess process) {
    this.directory = directory;
    this.port = port;
    this.process = process;
  }

  /**
   * Starts a service and waits until it listens.
   *
   * @param module that is packaged
   * @param configuration its properties
   */
  public static ServiceProcess start(String module, Map<String, String> configuration) {
    TestDirectory directory = TestDirectory.create(module);
    int port = FreePorts.withNeighbours(1);
    JavaCommand command =
        JavaCommand.of(Installation.find()).heapMegabytes(HEAP_MEGABYTES).lightCompilation();
    configuration.forEach((key, value) -> command.option("-D" + key + "=" + value));
    command.option("-Dquarkus.http.port=" + port).option("-Dquarkus.management.port=" + (port + 1));
    ServiceProcess started =
        new ServiceProcess(
            directory,
            port,
            TestProcess.start(
                module, command.service(module), Map.of(), directory.resolve("service.log")));
    started.awaitReady();
    return started;
  }

  public int port() {
    return port;
  }

  /** Ends the service by SIGKILL. */
  public void kill() {
    process.kill();
  }

  /** Starts the service again after {@link #kill}. */
  public void restart() {
    process.restart();
    awaitReady();
  }

  private void awaitReady() {
    process.awaitReady(() -> Listening.on(port), READY_LIMIT);
  }

  @Override
  public void close() {
    process.close();
    directory.close();
  }
}
