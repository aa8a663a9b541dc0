package dev.perigee.local.process;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The signals that end a process; Java itself knows only two of them. */
public enum Signal {
  /** SIGTERM: what most programs take as a request to end. */
  TERMINATE("TERM"),
  /** SIGINT: by which PostgreSQL ends without waiting for its clients to leave. */
  INTERRUPT("INT"),
  /** SIGKILL: ends a process whatever it does. */
  KILL("KILL");

  private static final long SENDING_SECONDS = 5;

  private final String name;

  Signal(String name) {
    this.name = name;
  }

  /** Sends the signal; one to a process that has ended already does nothing. */
  public void sendTo(ProcessHandle process) throws IOException, InterruptedException {
    send(Long.toString(process.pid()));
  }

  /** Sends the signal to all of the process group that this process leads. */
  public void sendToGroup(long leader) throws IOException, InterruptedException {
    send("-" + leader);
  }

  private void send(String target) throws IOException, InterruptedException {
    // The shell's own kill: there need not be a program of that name.
    List<String> command = List.of("sh", "-c", "kill -s \"$1\" -- \"$2\"", "kill", name, target);
    Process kill =
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (!kill.waitFor(SENDING_SECONDS, TimeUnit.SECONDS)) {
      kill.destroyForcibly();
      throw new IOException("kill -s " + name + " -- " + target + " did not return");
    }
  }
}
