package dev.perigee.testkit;

import dev.perigee.local.launch.Installation;
import dev.perigee.local.launch.JavaCommand;
import dev.perigee.local.postgres.PostgresDirectory;
import dev.perigee.local.process.ParentWatch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A PostgreSQL server of its own for a test, with one empty database. It keeps its port, its
 * password and its data over {@link #restart}.
 */
public final class PostgresProcess implements AutoCloseable {

  private static final Duration READY_LIMIT = Duration.ofSeconds(60);
  private static final int HEAP_MEGABYTES = 32;

  private final TestDirectory directory;
  private final int port;
  private final TestProcess process;

  private PostgresProcess(TestDirectory directory, int port, TestProcess process) {
    this.directory = directory;
    this.port = port;
    this.process = process;
  }

  /** Starts a server and waits until it takes connections. */
  public static PostgresProcess start() {
    TestDirectory directory = TestDirectory.create("postgres");
    Installation installation = Installation.find();
    int port = FreePorts.one();
    List<String> command =
        JavaCommand.of(installation)
            .heapMegabytes(HEAP_MEGABYTES)
            .lightCompilation()
            .main(
                "dev.perigee.local.postgres.PostgresNode",
                List.of(
                    installation.postgresPrograms().toString(),
                    directory.path().toString(),
                    Integer.toString(port),
                    ParentWatch.ARGUMENT));
    PostgresProcess started =
        new PostgresProcess(
            directory,
            port,
            TestProcess.start("PostgreSQL", command, Map.of(), directory.resolve("postgres.log")));
    started.awaitReady();
    return started;
  }

  public String jdbcUrl() {
    return data().jdbcUrl(port);
  }

  public String user() {
    return PostgresDirectory.USER;
  }

  public String password() {
    try {
      return data().password();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends the server in its own time, leaving its data. */
  public void stop() {
    process.close();
  }

  /** Starts the server again after {@link #stop}. */
  public void restart() {
    process.restart();
    awaitReady();
  }

  private PostgresDirectory data() {
    return new PostgresDirectory(directory.path());
  }

  private void awaitReady() {
    process.awaitReady(data()::isReady, READY_LIMIT);
  }

  @Override
  public void close() {
    process.close();
    directory.close();
  }
}
