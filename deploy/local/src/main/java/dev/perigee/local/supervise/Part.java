package dev.perigee.local.supervise;

import dev.perigee.local.process.Signal;
import dev.perigee.local.supervise.PartState.BackingOff;
import dev.perigee.local.supervise.PartState.Failed;
import dev.perigee.local.supervise.PartState.Preparing;
import dev.perigee.local.supervise.PartState.Running;
import dev.perigee.local.supervise.PartState.Starting;
import dev.perigee.local.supervise.PartState.Stopped;
import dev.perigee.local.supervise.PartState.Stopping;
import dev.perigee.local.supervise.PartState.Waiting;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One part and its {@link PartState}. {@link #step} moves it on and never blocks: what may block
 * runs on the executor, and a later step finds the result. Not thread-safe: guarded by its
 * supervisor.
 */
final class Part {

  static final Duration START_LIMIT = Duration.ofSeconds(90);
  static final Duration STOP_LIMIT = Duration.ofSeconds(15);

  private static final int SIGNAL_BASE = 128;

  private final PartDefinition definition;
  private final ProcessLauncher launcher;
  private final Executor background;
  private final Consumer<String> journal;

  private PartState state = new Stopped();
  private int failuresInARow;
  private String lastNotReady = "";

  Part(
      PartDefinition definition,
      ProcessLauncher launcher,
      Executor background,
      Consumer<String> journal) {
    this.definition = definition;
    this.launcher = launcher;
    this.background = background;
    this.journal = journal;
  }

  PartDefinition definition() {
    return definition;
  }

  PartState state() {
    return state;
  }

  boolean isReady() {
    return state instanceof Running;
  }

  boolean isDown() {
    return state instanceof Stopped || state instanceof Failed;
  }

  /** Wants the part to run; no effect on one that does or is about to. */
  void start() {
    switch (state) {
      case Stopped s -> wait("start");
      case Failed f -> wait("start after failure");
      case BackingOff b -> wait("start at once");
      case Stopping s -> state = new Stopping(s.process(), s.killAtNanos(), true);
      case Waiting w -> {}
      case Preparing p -> {}
      case Starting s -> {}
      case Running r -> {}
    }
  }

  /** Wants the part down, by its own stop signal or at once. */
  void stop(long now, boolean kill) {
    switch (state) {
      case Stopped s -> {}
      case Waiting w -> state = new Stopped();
      case BackingOff b -> state = new Stopped();
      case Failed f -> state = new Stopped();
      case Preparing p -> {
        p.launch().cancel(true);
        state = new Stopped();
      }
      case Starting s -> end(s.process(), now, kill);
      case Running r -> end(r.process(), now, kill);
      case Stopping s -> {
        state = new Stopping(s.process(), s.killAtNanos(), false);
        if (kill) {
          s.process().send(Signal.KILL);
        }
      }
    }
  }

  /** Moves on, as far as that goes without waiting. */
  void step(long now, boolean neighboursReady, RestartPolicy policy) {
    switch (state) {
      case Waiting w when neighboursReady -> prepare();
      case Preparing p when p.launch().isDone() -> launch(p.launch(), now, policy);
      case Starting s when !s.process().isAlive() -> died(exit(s.process()), now, policy);
      case Starting s when s.probe().isDone() -> probed(s, now, policy);
      case Starting s when overdue(s.sinceNanos(), now) -> tooSlow(s, now, policy);
      case Running r when !r.process().isAlive() -> {
        if (now - r.sinceNanos() >= policy.steadyAfter().toNanos()) {
          failuresInARow = 0;
        }
        died(exit(r.process()), now, policy);
      }
      case BackingOff b when now - b.untilNanos() >= 0 -> state = new Waiting();
      case Stopping s when !s.process().isAlive() -> ended(s);
      case Stopping s when now - s.killAtNanos() >= 0 -> {
        journal.accept(definition.name() + ": does not end, killing it");
        s.process().send(Signal.KILL);
        state = new Stopping(s.process(), now + STOP_LIMIT.toNanos(), s.again());
      }
      case Stopped s -> {}
      case Waiting w -> {}
      case Preparing p -> {}
      case Starting s -> {}
      case Running r -> {}
      case BackingOff b -> {}
      case Stopping s -> {}
      case Failed f -> {}
    }
  }

  private void wait(String why) {
    journal.accept(definition.name() + ": " + why);
    failuresInARow = 0;
    state = new Waiting();
  }

  private void prepare() {
    state = new Preparing(inBackground(definition.preparation()::prepare));
  }

  private void launch(Future<Launch> prepared, long now, RestartPolicy policy) {
    try {
      PartProcess process = launcher.launch(definition.name(), prepared.get());
      journal.accept(definition.name() + ": started as process " + process.pid());
      lastNotReady = "";
      state = new Starting(process, now, probe());
    } catch (ExecutionException e) {
      died("cannot start: " + message(e.getCause()), now, policy);
    } catch (IOException e) {
      died("cannot start: " + message(e), now, policy);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void probed(Starting starting, long now, RestartPolicy policy) {
    switch (result(starting.probe())) {
      case Readiness.Ready ready -> {
        journal.accept(
            definition.name()
                + ": ready after "
                + Duration.ofNanos(now - starting.sinceNanos()).toMillis()
                + " ms");
        state = new Running(starting.process(), now);
      }
      case Readiness.NotYet notYet -> {
        lastNotReady = notYet.reason();
        if (overdue(starting.sinceNanos(), now)) {
          tooSlow(starting, now, policy);
        } else {
          state = new Starting(starting.process(), starting.sinceNanos(), probe());
        }
      }
    }
  }

  private void tooSlow(Starting starting, long now, RestartPolicy policy) {
    starting.process().send(Signal.KILL);
    String seen = lastNotReady.isEmpty() ? "" : ": " + lastNotReady;
    died("not ready after " + START_LIMIT.toSeconds() + " s" + seen, now, policy);
  }

  private void died(String reason, long now, RestartPolicy policy) {
    launcher.ended(definition.name());
    failuresInARow++;
    state =
        policy
            .pauseAfter(failuresInARow)
            .<PartState>map(pause -> new BackingOff(now + pause.toNanos(), reason))
            .orElseGet(() -> new Failed(reason));
    journal.accept(
        definition.name()
            + ": "
            + reason
            + (state instanceof Failed ? "; stays down" : "; starting it again"));
  }

  private void end(PartProcess process, long now, boolean kill) {
    journal.accept(definition.name() + (kill ? ": killing it" : ": stopping it"));
    process.send(kill ? Signal.KILL : definition.stopSignal());
    state = new Stopping(process, now + STOP_LIMIT.toNanos(), false);
  }

  private void ended(Stopping stopping) {
    launcher.ended(definition.name());
    journal.accept(definition.name() + ": stopped");
    failuresInARow = 0;
    state = stopping.again() ? new Waiting() : new Stopped();
  }

  private Future<Readiness> probe() {
    return inBackground(definition.probe()::check);
  }

  private static Readiness result(Future<Readiness> probe) {
    return switch (probe.state()) {
      case SUCCESS -> probe.resultNow();
      case FAILED -> new Readiness.NotYet(message(probe.exceptionNow()));
      case CANCELLED, RUNNING -> new Readiness.NotYet("not asked");
    };
  }

  private <T> Future<T> inBackground(Callable<T> work) {
    FutureTask<T> task = new FutureTask<>(work);
    background.execute(task);
    return task;
  }

  private static boolean overdue(long sinceNanos, long now) {
    return now - sinceNanos >= START_LIMIT.toNanos();
  }

  private static String exit(PartProcess process) {
    int code = process.exitCode();
    return code > SIGNAL_BASE ? "killed by signal " + (code - SIGNAL_BASE) : "exited with " + code;
  }

  private static String message(@Nullable Throwable failure) {
    if (failure == null) {
      return "for an unknown reason";
    }
    String message = failure.getMessage();
    return message == null ? failure.getClass().getSimpleName() : message;
  }
}
