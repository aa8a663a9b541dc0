package dev.perigee.local.suite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** What Linux tells about processes under {@code /proc}. */
final class ProcessTable {

  private static final Path PROC = Path.of("/proc");
  private static final int START_TICKS_AFTER_NAME = 19;
  private static final long KILOBYTE = 1024;

  private ProcessTable() {}

  /** When the process started, in clock ticks since the machine did; with its id, its identity. */
  static long startTicks(long pid) throws IOException {
    return startTicks(Files.readString(PROC.resolve(pid + "/stat")));
  }

  static long startTicks(String stat) {
    // The program's name stands in parentheses and may hold spaces and parentheses itself.
    String afterName = stat.substring(stat.lastIndexOf(')') + 2);
    return Long.parseLong(afterName.split(" ", -1)[START_TICKS_AFTER_NAME]);
  }

  /**
   * The memory of a part that is in RAM, in bytes: that of its process and of the processes that
   * this one started. What several processes share counts in parts. Nothing where the process is
   * gone.
   */
  static OptionalLong residentBytes(long pid) {
    Stream<ProcessHandle> family =
        ProcessHandle.of(pid).stream()
            .flatMap(process -> Stream.concat(Stream.of(process), offspring(process)));
    return family
        .map(process -> ownResidentBytes(process.pid()))
        .flatMapToLong(OptionalLong::stream)
        .reduce(Long::sum);
  }

  /** The children of a part; those of this process are parts themselves. */
  private static Stream<ProcessHandle> offspring(ProcessHandle process) {
    return process.equals(ProcessHandle.current()) ? Stream.empty() : process.descendants();
  }

  private static OptionalLong ownResidentBytes(long pid) {
    OptionalLong shared = field(PROC.resolve(pid + "/smaps_rollup"), "Pss:");
    return shared.isPresent() ? shared : field(PROC.resolve(pid + "/status"), "VmRSS:");
  }

  private static OptionalLong field(Path file, String name) {
    try {
      return field(Files.readAllLines(file), name);
    } catch (IOException e) {
      return OptionalLong.empty();
    }
  }

  static OptionalLong field(List<String> lines, String name) {
    return lines.stream()
        .filter(line -> line.startsWith(name))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * KILOBYTE)
        .findFirst();
  }
}
