package dev.perigee.local.suite;

import dev.perigee.local.supervise.PartView;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.function.LongFunction;
import java.util.stream.Stream;

/** The parts of a running suite as a table for people. */
final class StatusTable {

  private static final String ROW = "%-22s %8s  %-10s  %-20s %9s  %9s%s";
  private static final double MEGABYTE = 1 << 20;

  private StatusTable() {}

  /**
   * @param supervisor itself a process, whose memory counts
   * @param residentBytes finds the memory of a process by its id
   */
  static List<String> of(
      PartView supervisor, List<PartView> parts, LongFunction<OptionalLong> residentBytes) {
    List<String> lines = new ArrayList<>();
    lines.add(ROW.formatted("PART", "PID", "STATE", "ADDRESS", "MEMORY", "UP", ""));
    long total = 0;
    for (PartView part : Stream.concat(parts.stream(), Stream.of(supervisor)).toList()) {
      OptionalLong bytes =
          part.pid().isPresent()
              ? residentBytes.apply(part.pid().getAsLong())
              : OptionalLong.empty();
      total += bytes.orElse(0);
      lines.add(row(part, bytes));
    }
    long running = parts.stream().filter(part -> part.phase() == PartView.Phase.RUNNING).count();
    lines.add(
        ROW.formatted("total", "", running + " of " + parts.size(), "", megabytes(total), "", ""));
    return List.copyOf(lines);
  }

  private static String row(PartView part, OptionalLong bytes) {
    return ROW.formatted(
        part.name(),
        part.pid().isPresent() ? Long.toString(part.pid().getAsLong()) : "-",
        part.phase(),
        part.address(),
        bytes.isPresent() ? megabytes(bytes.getAsLong()) : "-",
        part.uptime().map(StatusTable::duration).orElse("-"),
        part.note().isEmpty() ? "" : "  " + part.note());
  }

  private static String megabytes(long bytes) {
    return String.format(Locale.ROOT, "%.0f MiB", bytes / MEGABYTE);
  }

  static String duration(Duration duration) {
    if (duration.toHours() > 0) {
      return duration.toHours() + " h " + duration.toMinutesPart() + " min";
    }
    return duration.toMinutes() > 0
        ? duration.toMinutes() + " min " + duration.toSecondsPart() + " s"
        : duration.toSeconds() + " s";
  }
}
