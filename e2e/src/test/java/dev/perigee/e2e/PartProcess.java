package dev.perigee.e2e;

import dev.perigee.testkit.PerigeeSuite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** A part's process, found by what {@code ./perigee status} prints. */
record PartProcess(long pid) {

  static PartProcess of(PerigeeSuite suite, String part) {
    return suite
        .status()
        .lines()
        .map(line -> line.strip().split("\\s+"))
        .filter(columns -> columns[0].equals(part))
        .findFirst()
        .map(columns -> new PartProcess(pidOf(columns)))
        .orElseThrow(() -> new AssertionError("no " + part + " in the status"));
  }

  private static long pidOf(String[] columns) {
    return Arrays.stream(columns)
        .filter(column -> column.matches("\\d+"))
        .mapToLong(Long::parseLong)
        .findFirst()
        .orElseThrow(() -> new AssertionError("no process id in " + String.join(" ", columns)));
  }

  /** What it was started with, its arguments separated by spaces. */
  String commandLine() throws IOException {
    return Files.readString(Path.of("/proc/" + pid + "/cmdline")).replace('\0', ' ');
  }

  /** Resident memory, as the kernel counts it (proc(5), VmRSS). */
  long residentBytes() throws IOException {
    return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D+", "")) * 1024)
        .findFirst()
        .orElseThrow();
  }

  /** Sends a signal: {@code STOP} takes it off the processor until {@code CONT}. */
  void signal(String name) throws IOException, InterruptedException {
    int ended = new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start().waitFor();
    if (ended != 0) {
      throw new IOException("kill -" + name + " " + pid + " ended with " + ended);
    }
  }
}
