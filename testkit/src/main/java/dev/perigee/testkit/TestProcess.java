package dev.perigee.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * A process that a test started and that ends with it.
 *
 * <p>The test holds the process' standard input open; the programs of {@code deploy/local} end when
 * it closes, so that not even a killed test JVM leaves one behind.
 */
final class TestProcess implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(50);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(15);

  private final String name;
  private final List<String> command;
  private final Map<String, String> environment;
  private final Path log;
  private Process process;

  private TestProcess(
      String name, List<String> command, Map<String, String> environment, Path log) {
    this.name = name;
    this.command = command;
    this.environment = environment;
    this.log = log;
    this.process = launch();
  }

  static TestProcess start(
      String name, List<String> command, Map<String, String> environment, Path log) {
    return new TestProcess(name, command, environment, log);
  }

  private Process launch() {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().putAll(environment);
    try {
      Process started = builder.start();
      Runtime.getRuntime().addShutdownHook(new Thread(started::destroyForcibly));
      return started;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Waits until the process is of use.
   *
   * @throws IllegalStateException with the end of its log, where it ends before or takes too long
   */
  void awaitReady(BooleanSupplier ready, Duration limit) {
    long deadline = System.nanoTime() + limit.toNanos();
    while (!ready.getAsBoolean()) {
      if (!process.isAlive()) {
        throw new IllegalStateException(name + " ended with " + process.exitValue() + tail());
      }
      if (System.nanoTime() - deadline > 0) {
        close();
        throw new IllegalStateException(name + " was not ready after " + limit + tail());
      }
      pause();
    }
  }

  /** Starts the process again, which must have been stopped or killed. */
  void restart() {
    if (process.isAlive()) {
      throw new IllegalStateException(name + " runs (expected: stopped)");
    }
    process = launch();
  }

  /** Ends the process by SIGKILL. */
  void kill() {
    process.destroyForcibly();
    awaitEnd();
  }

  /** Ends the process in its own time, and by SIGKILL when that is too long. */
  @Override
  public void close() {
    process.destroy();
    awaitEnd();
  }

  private void awaitEnd() {
    try {
      if (!process.waitFor(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private String tail() {
    try {
      List<String> lines = Files.readAllLines(log);
      return "; the end of its log:\n"
          + String.join("\n", lines.subList(Math.max(0, lines.size() - 30), lines.size()));
    } catch (IOException e) {
      return "; its log cannot be read: " + e.getMessage();
    }
  }

  private void pause() {
    try {
      Thread.sleep(POLL);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for " + name, e);
    }
  }
}
