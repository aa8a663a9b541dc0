package dev.perigee.local.cli;

import dev.perigee.local.launch.Installation;
import dev.perigee.local.suite.Settings;
import dev.perigee.local.suite.Suite;
import dev.perigee.local.suite.SuiteException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs the suite until it is stopped. The exit code is 0 for an end that was asked for. */
@Command(
    name = "perigee up",
    mixinStandardHelpOptions = true,
    description = "Starts the whole suite and stays until Ctrl-C.")
public final class Up implements Callable<Integer> {

  /** Tells the script that waits for a detached suite that it is ready; nothing follows it. */
  static final String READY_MARK = "@ready";

  @Option(names = "--edges", defaultValue = "1", description = "How many edges (default: 1).")
  private int edges;

  @Option(names = "--detach", description = "Return once everything is ready.")
  private boolean detach;

  @Option(names = "--fresh", description = "Discard everything that earlier runs left.")
  private boolean fresh;

  @Option(names = "--only", hidden = true, split = ",", description = "The parts to run.")
  private List<String> only = List.of();

  public static void main(String[] args) {
    int code = new CommandLine(new Up()).execute(args);
    // A shutdown under way waits for this suite to be down, and ends the process itself.
    System.exit(code);
  }

  @Override
  public Integer call() throws InterruptedException {
    Map<String, String> environment = System.getenv();
    try {
      Installation installation = Installation.find();
      Settings settings = Settings.of(installation.root(), edges, environment);
      Suite suite = new Suite(installation, settings, environment, System.out);
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(suite), "stop"));
      Predicate<String> chosen = name -> only.isEmpty() || only.contains(name);
      suite.run(fresh, chosen, detach ? Up::closeOutput : () -> {});
      return 0;
    } catch (SuiteException e) {
      System.err.println("perigee: " + e.getMessage());
      return 1;
    }
  }

  private static void stop(Suite suite) {
    try {
      suite.stop();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whoever reads this process' output sees its end, while the process goes on. */
  private static void closeOutput() {
    System.out.println(READY_MARK);
    System.out.flush();
    try {
      new FileOutputStream(FileDescriptor.out).close();
      new FileOutputStream(FileDescriptor.err).close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
