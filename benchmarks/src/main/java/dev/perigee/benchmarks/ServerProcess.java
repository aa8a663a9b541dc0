package dev.perigee.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A process on this machine, as proc(5) tells of it. */
record ServerProcess(long pid) {

  /** The kernel counts processor time in ticks of a hundredth of a second. */
  private static final double MILLIS_PER_TICK = 10;

  private static final String LISTENING = "0A";

  /** The process that listens on a port of loopback. */
  static ServerProcess listeningOn(int port) throws IOException {
    String local = "0100007F:%04X".formatted(port);
    List<String> sockets = new ArrayList<>(Files.readAllLines(Path.of("/proc/net/tcp")));
    sockets.addAll(Files.readAllLines(Path.of("/proc/net/tcp6")));
    String inode =
        sockets.stream()
            .map(line -> line.strip().split("\\s+"))
            .filter(fields -> fields[1].endsWith(local) && fields[3].equals(LISTENING))
            .map(fields -> "socket:[" + fields[9] + "]")
            .findFirst()
            .orElseThrow(() -> new IOException("nobody listens on port " + port));
    return ProcessHandle.allProcesses()
        .map(ProcessHandle::pid)
        .sorted(Comparator.reverseOrder())
        .filter(pid -> holds(pid, inode))
        .findFirst()
        .map(ServerProcess::new)
        .orElseThrow(() -> new IOException("no process holds " + inode));
  }

  /** User and system time so far: fields 14 and 15 of its stat. */
  double cpuMillis() throws IOException {
    return userMillis() + kernelMillis();
  }

  private double userMillis() throws IOException {
    return millis(11);
  }

  /** System time so far. */
  double kernelMillis() throws IOException {
    return millis(12);
  }

  private double millis(int field) throws IOException {
    String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    return Long.parseLong(fields[field]) * MILLIS_PER_TICK;
  }

  private static boolean holds(long pid, String link) {
    try (var descriptors = Files.list(Path.of("/proc/" + pid + "/fd"))) {
      return descriptors.anyMatch(descriptor -> pointsTo(descriptor, link));
    } catch (IOException | UncheckedIOException e) {
      return false;
    }
  }

  private static boolean pointsTo(Path descriptor, String link) {
    try {
      return Files.readSymbolicLink(descriptor).toString().equals(link);
    } catch (IOException e) {
      return false;
    }
  }
}
