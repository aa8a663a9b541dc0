package dev.perigee.local.suite;

import dev.perigee.local.process.Signal;
import dev.perigee.local.supervise.Launch;
import dev.perigee.local.supervise.PartProcess;
import dev.perigee.local.supervise.ProcessLauncher;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Starts parts as processes of the operating system. Each leads a session of its own, so that
 * Ctrl-C reaches the supervisor alone, which then stops them in order; each writes its log itself;
 * and each is noted on disk for the case that the supervisor does not live to stop it.
 */
final class SuiteProcesses implements ProcessLauncher {

  private static final String HEAP_ARENAS = "MALLOC_ARENA_MAX";

  private final StateDirectory state;

  SuiteProcesses(StateDirectory state) {
    this.state = state;
  }

  @Override
  public PartProcess launch(String part, Launch launch) throws IOException {
    List<String> command = new ArrayList<>(List.of("setsid"));
    command.addAll(launch.command());
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
            .redirectErrorStream(true)
            .redirectOutput(Redirect.appendTo(state.log(part).toFile()));
    // One arena a core makes native memory grow with the machine, not with the work.
    builder.environment().putIfAbsent(HEAP_ARENAS, "2");
    builder.environment().putAll(launch.environment());
    Process process = builder.start();
    try {
      Files.writeString(
          noteOf(part), process.pid() + " " + ProcessTable.startTicks(process.pid()) + "\n");
    } catch (IOException e) {
      process.destroyForcibly();
      throw e;
    }
    return new OsProcess(process);
  }

  @Override
  public void ended(String part) {
    try {
      Files.deleteIfExists(noteOf(part));
    } catch (IOException e) {
      // The note names a process that is gone by its start time: it misleads nobody.
    }
  }

  private Path noteOf(String part) {
    return state.processes().resolve(part + ".pid");
  }

  private record OsProcess(Process process) implements PartProcess {

    @Override
    public long pid() {
      return process.pid();
    }

    @Override
    public boolean isAlive() {
      return process.isAlive();
    }

    @Override
    public int exitCode() {
      return process.exitValue();
    }

    @Override
    public void send(Signal signal) {
      try {
        switch (signal) {
          case KILL -> signal.sendToGroup(process.pid());
          case TERMINATE, INTERRUPT -> signal.sendTo(process.toHandle());
        }
      } catch (IOException e) {
        process.destroyForcibly();
      } catch (InterruptedException e) {
        process.destroyForcibly();
        Thread.currentThread().interrupt();
      }
    }
  }
}
