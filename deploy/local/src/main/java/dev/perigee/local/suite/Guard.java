package dev.perigee.local.suite;

import dev.perigee.local.launch.Installation;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Ends the parts of a supervisor that was killed. The guard is a shell script in a session of its
 * own: it waits for the end of its input, of which this process holds the other end, then ends
 * whatever part is noted as running.
 */
final class Guard {

  private static final long REAP_LIMIT_SECONDS = 30;

  private final List<String> reap;

  Guard(Installation installation, StateDirectory state) {
    Path script = installation.reapScript();
    this.reap = List.of("setsid", "bash", script.toString(), state.processes().toString());
  }

  /** Ends what an earlier supervisor left, before anything starts. */
  void reapNow() throws IOException, InterruptedException {
    Process process = silent(reap).start();
    if (!process.waitFor(REAP_LIMIT_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IOException("parts of an earlier run do not end");
    }
  }

  /** Watches this process from now on. */
  Process watch() throws IOException {
    List<String> command = new ArrayList<>(reap);
    command.add("--after-my-input");
    return silent(command).start();
  }

  private static ProcessBuilder silent(List<String> command) {
    return new ProcessBuilder(command)
        .redirectOutput(Redirect.DISCARD)
        .redirectError(Redirect.DISCARD);
  }
}
