package dev.perigee.local.suite;

import dev.perigee.local.control.ControlHandler;
import dev.perigee.local.supervise.PartView;
import dev.perigee.local.supervise.PartView.Phase;
import dev.perigee.local.supervise.Supervisor;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/** Answers what people ask of a running suite, one command a call. */
final class SuiteControl implements ControlHandler {

  private static final Duration POLL = Duration.ofMillis(50);
  private static final Duration LIMIT = Duration.ofSeconds(120);

  private final Supervisor supervisor;
  private final MoreEdges moreEdges;
  private final StateDirectory state;
  private final RouterView routerView;
  private final Runnable stopSuite;
  private final CountDownLatch down;
  private final long sinceNanos = System.nanoTime();

  /**
   * @param moreEdges the edges that may join
   * @param routerView what the router says of the edges
   * @param stopSuite asks for the end of the suite
   * @param down reached when the suite has ended
   */
  SuiteControl(
      Supervisor supervisor,
      MoreEdges moreEdges,
      StateDirectory state,
      RouterView routerView,
      Runnable stopSuite,
      CountDownLatch down) {
    this.supervisor = supervisor;
    this.moreEdges = moreEdges;
    this.state = state;
    this.routerView = routerView;
    this.stopSuite = stopSuite;
    this.down = down;
  }

  @Override
  public void handle(List<String> command, Consumer<String> reply)
      throws Refusal, InterruptedException {
    boolean kill = command.contains("--kill");
    List<String> words = command.stream().filter(word -> !word.equals("--kill")).toList();
    switch (words.isEmpty() ? "" : words.getFirst()) {
      case "status" -> {
        StatusTable.of(self(), supervisor.views(), ProcessTable::residentBytes).forEach(reply);
        if (supervisor.has(ServiceParts.ROUTER)) {
          routerView.lines().forEach(reply);
        }
      }
      case "down" -> stopSuite.run();
      case "stop" -> stop(part(words), kill);
      case "start" -> {
        join(words);
        start(part(words));
      }
      case "restart" -> {
        stop(part(words), kill);
        start(part(words));
      }
      default -> throw new Refusal("no such command: " + String.join(" ", command));
    }
  }

  /** The supervisor as a line among the parts. Its children are parts: its memory is its own. */
  private PartView self() {
    return new PartView(
        "supervisor",
        "-",
        Phase.RUNNING,
        OptionalLong.of(ProcessHandle.current().pid()),
        Optional.of(Duration.ofNanos(System.nanoTime() - sinceNanos)),
        "");
  }

  private void join(List<String> words) throws Refusal {
    try {
      moreEdges.joinIfNext(words.getLast());
    } catch (SuiteException e) {
      throw new Refusal(String.valueOf(e.getMessage()));
    }
  }

  private String part(List<String> words) throws Refusal {
    if (words.size() != 2) {
      throw new Refusal(words.getFirst() + " takes the name of one part: " + names());
    }
    if (!supervisor.has(words.get(1))) {
      throw new Refusal(
          "no part %s (expected one of %s; start %s adds an edge)"
              .formatted(words.get(1), names(), moreEdges.next()));
    }
    return words.get(1);
  }

  private String names() {
    return String.join(", ", supervisor.views().stream().map(PartView::name).toList());
  }

  private void stop(String part, boolean kill) throws Refusal, InterruptedException {
    supervisor.stop(part, kill);
    await(part, Phase.STOPPED);
  }

  private void start(String part) throws Refusal, InterruptedException {
    supervisor.start(part);
    await(part, Phase.RUNNING);
  }

  private void await(String part, Phase phase) throws Refusal, InterruptedException {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    while (true) {
      PartView view = supervisor.view(part);
      if (view.phase() == phase) {
        return;
      }
      if (!view.note().isEmpty()) {
        throw new Refusal(part + ": " + view.note() + " (log: " + state.log(part) + ")");
      }
      if (System.nanoTime() - deadline > 0 || down.getCount() == 0) {
        throw new Refusal(
            part
                + " is "
                + view.phase()
                + " (expected: "
                + phase
                + "; log: "
                + state.log(part)
                + ")");
      }
      Thread.sleep(POLL);
    }
  }
}
