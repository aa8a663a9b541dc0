package dev.perigee.local.suite;

import dev.perigee.local.control.ControlServer;
import dev.perigee.local.launch.Installation;
import dev.perigee.local.supervise.PartDefinition;
import dev.perigee.local.supervise.PartView;
import dev.perigee.local.supervise.Supervisor;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * Brings the suite up, keeps it up and takes it down: {@link #run} returns when the suite is down,
 * whatever the cause, and then none of its processes is left.
 */
public final class Suite {

  private static final Duration TICK = Duration.ofMillis(50);
  private static final int TICKS_PER_TRIM = 40;

  private final Installation installation;
  private final Settings settings;
  private final Map<String, String> environment;
  private final StateDirectory state;
  private final InfrastructureParts infrastructure;
  private final ServiceParts services;
  private final PrintStream out;
  private final Journal journal;
  private final CountDownLatch stopRequested = new CountDownLatch(1);
  private final CountDownLatch down = new CountDownLatch(1);

  public Suite(
      Installation installation,
      Settings settings,
      Map<String, String> environment,
      PrintStream out) {
    this.installation = installation;
    this.settings = settings;
    this.environment = environment;
    this.state = new StateDirectory(settings.stateDirectory());
    this.infrastructure = new InfrastructureParts(installation, settings, state);
    this.services = new ServiceParts(installation, settings, state, infrastructure, environment);
    this.out = out;
    this.journal = new Journal(state.log("supervisor"), InstantSource.system());
  }

  /**
   * Runs the suite until it is asked to stop.
   *
   * @param fresh whether to discard what an earlier run left
   * @param chosen which of the parts to run
   * @param onReady runs once all parts are ready
   * @throws SuiteException where the suite cannot come up
   */
  public void run(boolean fresh, Predicate<String> chosen, Runnable onReady)
      throws SuiteException, InterruptedException {
    try {
      // Held, not closed: the lock ends with this process, so that no gap is left at the end.
      if (!state.lock()) {
        throw new SuiteException(
            "a suite is already running with the state in "
                + state.root()
                + " (./perigee status shows it, ./perigee down stops it)");
      }
      Guard guard = new Guard(installation, state);
      if (Files.isDirectory(state.processes())) {
        guard.reapNow();
      }
      if (fresh) {
        state.empty();
      }
      state.prepare();
      new PartLogs(state.logs()).begin();
      DiskSpace.check(state.root());
      List<PartDefinition> parts = parts(chosen);
      for (PartDefinition part : parts) {
        PortsInUse.check(part);
      }
      Process watch = guard.watch();
      try {
        supervise(parts, onReady);
      } finally {
        state.forgetEndpoints();
        watch.getOutputStream().close();
      }
    } catch (IOException e) {
      throw new SuiteException("the state directory: " + StateDirectory.reason(e), e);
    } finally {
      down.countDown();
    }
  }

  /** Asks for the end, and waits until the suite is down. For signal handlers. */
  public void stop() throws InterruptedException {
    stopRequested.countDown();
    down.await();
  }

  private List<PartDefinition> parts(Predicate<String> chosen) throws SuiteException {
    if (!installation.isBuilt()) {
      throw new SuiteException("deploy/local is not built (./mvnw -Dquick package builds it)");
    }
    List<PartDefinition> parts = new ArrayList<>(infrastructure.all());
    parts.addAll(services.all());
    parts.removeIf(part -> !chosen.test(part.name()));
    if (parts.isEmpty()) {
      throw new SuiteException("no part is chosen");
    }
    return List.copyOf(parts);
  }

  private void supervise(List<PartDefinition> parts, Runnable onReady)
      throws SuiteException, IOException, InterruptedException {
    try (var background = Executors.newVirtualThreadPerTaskExecutor()) {
      Supervisor supervisor =
          new Supervisor(
              parts, new SuiteProcesses(state), background, System::nanoTime, journal::write);
      RouterView routerView =
          new RouterView(Ports.management(new Ports(settings.portOffset()).routerHttp()));
      EndpointFiles files =
          new EndpointFiles(settings, state, infrastructure.database(), environment);
      MoreEdges moreEdges = new MoreEdges(supervisor, services::edge, files, settings.edges());
      SuiteControl control =
          new SuiteControl(
              supervisor, moreEdges, state, routerView, stopRequested::countDown, down);
      try (ControlServer server = ControlServer.open(control)) {
        StateDirectory.writePrivately(state.control(), server.address());
        if (comeUp(supervisor, parts)) {
          Announcement.of(files.write(settings.edges())).forEach(this::say);
          onReady.run();
          supervisor.settle();
          stayUp(supervisor);
        }
      } finally {
        takeDown(supervisor);
        background.shutdownNow();
      }
    }
  }

  /** Returns false where the end was asked for on the way. */
  private boolean comeUp(Supervisor supervisor, List<PartDefinition> parts)
      throws SuiteException, InterruptedException {
    long begin = System.nanoTime();
    Set<String> told = new HashSet<>();
    supervisor.startAll();
    while (!supervisor.allReady()) {
      supervisor.tick();
      for (PartView view : supervisor.views()) {
        if (view.phase() == PartView.Phase.RUNNING && told.add(view.name())) {
          say("  %-22s ready after %4.1f s".formatted(view.name(), seconds(begin)));
        }
      }
      Optional<PartView> failed = supervisor.failed();
      if (failed.isPresent()) {
        throw new SuiteException(explain(failed.get()));
      }
      if (stopRequested.await(TICK.toMillis(), TimeUnit.MILLISECONDS)) {
        return false;
      }
    }
    say("All %d parts are ready after %.1f s.".formatted(parts.size(), seconds(begin)));
    return true;
  }

  private String explain(PartView failed) {
    String disk =
        DiskSpace.isUsedUp(state.root()) ? "; the disk of " + state.root() + " is full" : "";
    return "%s did not come up: %s%s (log: %s)"
        .formatted(failed.name(), failed.note(), disk, state.log(failed.name()));
  }

  private void stayUp(Supervisor supervisor) throws IOException, InterruptedException {
    PartLogs logs = new PartLogs(state.logs());
    for (long tick = 0; !stopRequested.await(TICK.toMillis(), TimeUnit.MILLISECONDS); tick++) {
      supervisor.tick();
      if (tick % TICKS_PER_TRIM == 0) {
        logs.trim();
      }
    }
  }

  /** Stops every part, without heed to interruption: no process may be left. */
  private void takeDown(Supervisor supervisor) {
    boolean interrupted = Thread.interrupted();
    say("Stopping ...");
    supervisor.stopAll();
    while (!supervisor.allDown()) {
      supervisor.tick();
      try {
        Thread.sleep(TICK);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    journal.write("all parts are down");
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void say(String line) {
    journal.say(out, line);
  }

  private static double seconds(long sinceNanos) {
    return (System.nanoTime() - sinceNanos) / 1e9;
  }
}
