package dev.perigee.local.supervise;

import dev.perigee.local.process.Signal;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Processes that do what the test says, and remember what was asked of them. */
final class FakeProcesses implements ProcessLauncher {

  final List<FakeProcess> started = new ArrayList<>();
  final Set<String> refusing = new HashSet<>();

  @Override
  public PartProcess launch(String part, Launch launch) throws IOException {
    if (refusing.contains(part)) {
      throw new IOException("No space left on device");
    }
    FakeProcess process = new FakeProcess(part, started.size() + 1);
    started.add(process);
    return process;
  }

  @Override
  public void ended(String part) {}

  /** The process that was started last for the part. */
  FakeProcess last(String part) {
    return started.reversed().stream()
        .filter(process -> process.part.equals(part))
        .findFirst()
        .orElseThrow();
  }

  List<String> startedParts() {
    return started.stream().map(process -> process.part).toList();
  }

  static final class FakeProcess implements PartProcess {

    final String part;
    final List<Signal> signals = new ArrayList<>();
    boolean deaf;
    private final long pid;
    private boolean alive = true;
    private int exitCode;

    private FakeProcess(String part, long pid) {
      this.part = part;
      this.pid = pid;
    }

    void exit(int code) {
      alive = false;
      exitCode = code;
    }

    @Override
    public long pid() {
      return pid;
    }

    @Override
    public boolean isAlive() {
      return alive;
    }

    @Override
    public int exitCode() {
      return exitCode;
    }

    @Override
    public void send(Signal signal) {
      signals.add(signal);
      if (!deaf || signal == Signal.KILL) {
        exit(signal == Signal.KILL ? 137 : 143);
      }
    }
  }
}
