package dev.perigee.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Linux shares processors out among sessions first where it groups tasks by them (sched(7), the
 * autogroup feature). A suite's parts have a session each, among which their scheduling classes
 * would then count for nothing.
 */
final class Autogroups {

  private static final Path SWITCH = Path.of("/proc/sys/kernel/sched_autogroup_enabled");
  private static final String ON = "1";
  private static final String OFF = "0";

  private Autogroups() {}

  /** Switches them off on this machine until this process ends, or says that it may not. */
  static void suspend() throws IOException {
    if (!Files.exists(SWITCH) || !Files.readString(SWITCH).startsWith(ON)) {
      return;
    }
    if (!Files.isWritable(SWITCH)) {
      System.err.println(
          "Processes of other sessions do not give way to the edge, which takes the rights to"
              + " write "
              + SWITCH
              + ": figures are worse than they would be");
      return;
    }
    Runtime.getRuntime().addShutdownHook(new Thread(() -> write(ON)));
    write(OFF);
  }

  private static void write(String value) {
    try {
      Files.writeString(SWITCH, value);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + SWITCH, e);
    }
  }
}
