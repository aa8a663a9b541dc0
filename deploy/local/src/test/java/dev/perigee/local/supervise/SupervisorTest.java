package dev.perigee.local.supervise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.perigee.local.process.Signal;
import dev.perigee.local.supervise.PartView.Phase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SupervisorTest {

  private final FakeProcesses processes = new FakeProcesses();
  private final Set<String> ready = new HashSet<>();
  private final List<String> journal = new ArrayList<>();
  private long now = Long.MAX_VALUE - 1_000;

  private final Supervisor supervisor =
      new Supervisor(
          List.of(
              part("database", Set.of(), Set.of()),
              part("service", Set.of("database"), Set.of("database"))),
          processes,
          Runnable::run,
          () -> now,
          journal::add);

  @Test
  void startsAPartOnceThoseBeforeItAreReady() {
    supervisor.startAll();
    ticks(5);
    assertThat(processes.startedParts()).containsExactly("database");

    ready.add("database");
    ticks(5);
    assertThat(processes.startedParts()).containsExactly("database", "service");
    assertThat(supervisor.allReady()).isFalse();

    ready.add("service");
    ticks(5);
    assertThat(supervisor.allReady()).isTrue();
  }

  @Test
  void aPartThatIsAddedIsDownUntilItIsStarted() {
    ready.addAll(List.of("database", "service", "late"));
    supervisor.startAll();
    ticks(10);
    supervisor.settle();
    supervisor.add(part("late", Set.of(), Set.of("database")));
    ticks(5);
    assertThat(supervisor.view("late").phase()).isEqualTo(Phase.STOPPED);

    supervisor.start("late");
    ticks(5);
    assertThat(supervisor.view("late").phase()).isEqualTo(Phase.RUNNING);
    assertThatThrownBy(() -> supervisor.add(part("late", Set.of(), Set.of())))
        .hasMessage("there is a part late already");
  }

  @Test
  void tellsThePartThatDiesWhileTheSuiteStartsAndLeavesItDown() {
    supervisor.startAll();
    ticks(5);
    processes.last("database").exit(1);
    ticks(5);

    assertThat(supervisor.failed())
        .hasValueSatisfying(view -> {
          assertThat(view.name()).isEqualTo("database");
          assertThat(view.note()).isEqualTo("exited with 1");
        });
    assertThat(processes.startedParts()).containsExactly("database");
  }

  @Test
  void givesUpAPartThatIsNotReadyInTime() {
    supervisor.startAll();
    ticks(5);
    pass(Part.START_LIMIT);
    ticks(2);

    assertThat(supervisor.failed().orElseThrow().note())
        .isEqualTo("not ready after 90 s: database is asleep");
    assertThat(processes.last("database").signals).containsExactly(Signal.KILL);
  }

  @Test
  void tellsThePartThatCannotBeStarted() {
    processes.refusing.add("database");
    supervisor.startAll();
    ticks(5);

    assertThat(supervisor.failed().orElseThrow().note())
        .isEqualTo("cannot start: No space left on device");
  }

  @Test
  void startsAgainWhatDiesOnceTheSuiteIsUp() {
    comeUp();
    processes.last("service").exit(137);
    ticks(1);
    assertThat(supervisor.view("service").phase()).isEqualTo(Phase.RESTARTING);
    assertThat(supervisor.view("service").note()).isEqualTo("killed by signal 9");

    pass(Duration.ofMillis(900));
    ticks(3);
    assertThat(processes.startedParts()).containsExactly("database", "service");

    pass(Duration.ofMillis(100));
    ticks(5);
    assertThat(processes.startedParts()).containsExactly("database", "service", "service");
    assertThat(supervisor.view("service").phase()).isEqualTo(Phase.RUNNING);
  }

  @Test
  void startsWithoutItsNeighboursOnceTheSuiteIsUp() {
    comeUp();
    supervisor.stop("database", false);
    processes.last("service").exit(1);
    pass(Duration.ofSeconds(5));
    ticks(5);
    pass(Duration.ofSeconds(5));
    ticks(5);

    assertThat(supervisor.view("database").phase()).isEqualTo(Phase.STOPPED);
    assertThat(supervisor.view("service").phase()).isEqualTo(Phase.RUNNING);
  }

  @Test
  void leavesDownWhatDiesTooOften() {
    comeUp();
    for (int i = 0; i < 20; i++) {
      processes.last("service").exit(1);
      ticks(3);
      pass(Duration.ofSeconds(31));
      ticks(3);
    }

    assertThat(supervisor.view("service").phase()).isEqualTo(Phase.FAILED);
    assertThat(processes.started).hasSize(2 + RestartPolicy.PATIENT.attempts());

    supervisor.start("service");
    ticks(5);
    assertThat(supervisor.view("service").phase()).isEqualTo(Phase.RUNNING);
  }

  @Test
  void countsFailuresAnewAfterASteadyTime() {
    comeUp();
    for (int i = 0; i < 20; i++) {
      pass(RestartPolicy.PATIENT.steadyAfter());
      processes.last("service").exit(1);
      ticks(3);
      pass(Duration.ofSeconds(1));
      ticks(6);
    }
    assertThat(supervisor.view("service").phase()).isEqualTo(Phase.RUNNING);
  }

  @Test
  void leavesDownWhatWasStopped() {
    comeUp();
    supervisor.stop("service", false);
    ticks(1);
    pass(Duration.ofMinutes(5));
    ticks(5);

    assertThat(supervisor.view("service").phase()).isEqualTo(Phase.STOPPED);
    assertThat(processes.last("service").signals).containsExactly(Signal.TERMINATE);
    assertThat(processes.startedParts()).containsExactly("database", "service");
  }

  @Test
  void killsWhatDoesNotEndWhenAsked() {
    comeUp();
    processes.last("service").deaf = true;
    supervisor.stop("service", false);
    ticks(5);
    assertThat(supervisor.view("service").phase()).isEqualTo(Phase.STOPPING);

    pass(Part.STOP_LIMIT);
    ticks(2);
    assertThat(supervisor.view("service").phase()).isEqualTo(Phase.STOPPED);
    assertThat(processes.last("service").signals).containsExactly(Signal.TERMINATE, Signal.KILL);
  }

  @Test
  void startsAgainWhatWasToldToStartWhileItWasStopping() {
    comeUp();
    processes.last("service").deaf = true;
    supervisor.stop("service", false);
    supervisor.start("service");
    processes.last("service").exit(0);
    ticks(6);

    assertThat(supervisor.view("service").phase()).isEqualTo(Phase.RUNNING);
    assertThat(processes.startedParts()).containsExactly("database", "service", "service");
  }

  @Test
  void stopsUsersFirst() {
    comeUp();
    processes.last("service").deaf = true;
    supervisor.stopAll();
    ticks(5);
    assertThat(processes.last("service").signals).containsExactly(Signal.TERMINATE);
    assertThat(processes.last("database").signals).isEmpty();

    processes.last("service").exit(0);
    ticks(5);
    assertThat(processes.last("database").signals).containsExactly(Signal.TERMINATE);
    assertThat(supervisor.allDown()).isTrue();

    supervisor.start("service");
    ticks(5);
    assertThat(supervisor.allDown()).isTrue();
  }

  @Test
  void stopsASuiteThatHasNotComeUp() {
    supervisor.startAll();
    ticks(5);
    supervisor.stopAll();
    ticks(5);

    assertThat(supervisor.allDown()).isTrue();
    assertThat(processes.startedParts()).containsExactly("database");
  }

  @Test
  void namesThePartsToThoseWhoAskForAnother() {
    assertThatThrownBy(() -> supervisor.start("databse"))
        .hasMessage("no part databse (expected one of database, service)");
  }

  private void comeUp() {
    ready.addAll(Set.of("database", "service"));
    supervisor.startAll();
    ticks(10);
    supervisor.settle();
    assertThat(supervisor.allReady()).isTrue();
  }

  private void ticks(int count) {
    for (int i = 0; i < count; i++) {
      supervisor.tick();
    }
  }

  private void pass(Duration time) {
    now += time.toNanos();
  }

  private PartDefinition part(String name, Set<String> after, Set<String> uses) {
    return new PartDefinition(
        name,
        "127.0.0.1:1",
        List.of(),
        after,
        uses,
        () -> new Launch(List.of(name), Map.of()),
        () -> ready.contains(name) ? Readiness.READY : new Readiness.NotYet(name + " is asleep"),
        Signal.TERMINATE);
  }
}
