package dev.perigee.local.supervise;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Runs the parts of a suite.
 *
 * <p>Someone calls {@link #tick} a few times a second; all else only says what is wanted. Until
 * {@link #settle}, a part that fails stays down, so that a failing start can be told; from then on
 * it is started again. Thread-safe: every method holds the lock, and none blocks.
 */
public final class Supervisor {

  private final Map<String, Part> parts = new LinkedHashMap<>();
  private final ProcessLauncher launcher;
  private final Executor background;
  private final LongSupplier nanoClock;
  private final Consumer<String> journal;

  private RestartPolicy policy = RestartPolicy.NEVER;
  private boolean settled;
  private boolean ending;

  /**
   * @param background runs what may block: preparations and probes
   * @param journal is told what happens, a line each; called with the lock held
   */
  public Supervisor(
      List<PartDefinition> definitions,
      ProcessLauncher launcher,
      Executor background,
      LongSupplier nanoClock,
      Consumer<String> journal) {
    this.launcher = launcher;
    this.background = background;
    this.nanoClock = nanoClock;
    this.journal = journal;
    definitions.forEach(this::put);
  }

  /** Has one more part, which is down until it is started. */
  public synchronized void add(PartDefinition definition) {
    if (has(definition.name())) {
      throw new IllegalArgumentException("there is a part " + definition.name() + " already");
    }
    put(definition);
  }

  private void put(PartDefinition definition) {
    parts.put(definition.name(), new Part(definition, launcher, background, journal));
  }

  public synchronized void startAll() {
    parts.values().forEach(Part::start);
  }

  /** From now on, starts again what dies. */
  public synchronized void settle() {
    settled = true;
    policy = RestartPolicy.PATIENT;
  }

  /** Wants the part to run. */
  public synchronized void start(String name) {
    if (!ending) {
      part(name).start();
    }
  }

  /** Wants the part down until it is started. */
  public synchronized void stop(String name, boolean kill) {
    part(name).stop(nanoClock.getAsLong(), kill);
  }

  /** Wants all down, each after those that use it. */
  public synchronized void stopAll() {
    ending = true;
    policy = RestartPolicy.NEVER;
  }

  /** Moves every part on as far as that goes. */
  public synchronized void tick() {
    long now = nanoClock.getAsLong();
    for (Part part : parts.values()) {
      if (ending && !part.isDown() && usersAreDown(part)) {
        stopOnce(part, now);
      }
      part.step(now, neighboursAreReady(part), policy);
    }
  }

  public synchronized boolean has(String name) {
    return parts.containsKey(name);
  }

  public synchronized boolean allReady() {
    return parts.values().stream().allMatch(Part::isReady);
  }

  public synchronized boolean allDown() {
    return parts.values().stream().allMatch(Part::isDown);
  }

  public synchronized PartView view(String name) {
    return PartView.of(part(name), nanoClock.getAsLong());
  }

  public synchronized List<PartView> views() {
    long now = nanoClock.getAsLong();
    List<PartView> views = new ArrayList<>();
    parts.values().forEach(part -> views.add(PartView.of(part, now)));
    return List.copyOf(views);
  }

  /** A part that has failed for good, if any. */
  public synchronized Optional<PartView> failed() {
    return views().stream().filter(view -> view.phase() == PartView.Phase.FAILED).findFirst();
  }

  private static void stopOnce(Part part, long now) {
    if (!(part.state() instanceof PartState.Stopping stopping) || stopping.again()) {
      part.stop(now, false);
    }
  }

  /** Only the first start has an order: later, every part copes with the others' absence. */
  private boolean neighboursAreReady(Part part) {
    return settled || part.definition().after().stream().allMatch(name -> part(name).isReady());
  }

  private boolean usersAreDown(Part part) {
    String name = part.definition().name();
    return parts.values().stream()
        .filter(other -> other.definition().uses().contains(name))
        .allMatch(Part::isDown);
  }

  private Part part(String name) {
    Part part = parts.get(name);
    if (part == null) {
      throw new IllegalArgumentException(
          "no part " + name + " (expected one of " + String.join(", ", parts.keySet()) + ")");
    }
    return part;
  }
}
