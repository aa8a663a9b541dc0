package dev.perigee.config.coverage;

import dev.perigee.config.coverage.Verdict.State;
import dev.perigee.config.coverage.Verdict.Trial;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Decides from the trials of a setting what becomes of it. */
final class Judgement {

  private static final String NOT_SUPPORTED = "Perigee does not support";

  private final Map<String, String> bindsNothing;
  private final Map<String, String> fixed;
  private final Map<String, String> pending;

  /**
   * Makes one.
   *
   * @param bindsNothing settings that the data plane has nothing to do with, and why
   * @param fixed settings that cannot be changed, and where they are in force
   * @param pending places of the snapshot that the data plane does not look at yet, and which part
   *     of it is to
   */
  Judgement(
      Map<String, String> bindsNothing, Map<String, String> fixed, Map<String, String> pending) {
    this.bindsNothing = bindsNothing;
    this.fixed = fixed;
    this.pending = pending;
  }

  /** A setting that is accepted and ignored, or that no valid value was tried of. */
  static final class UnprovenException extends Exception {
    UnprovenException(String message) {
      super(message);
    }
  }

  Verdict of(String path, List<Trial> trials) throws UnprovenException {
    List<Trial> accepted = trials.stream().filter(trial -> !trial.isRefused()).toList();
    List<Trial> unsupported =
        trials.stream().filter(trial -> trial.refusal().contains(NOT_SUPPORTED)).toList();
    if (bindsNothing.containsKey(path)) {
      return new Verdict(path, State.BINDS_NOTHING, bindsNothing.get(path));
    }
    if (accepted.isEmpty() && fixed.containsKey(path)) {
      return new Verdict(path, State.IN_FORCE, fixed.get(path));
    }
    if (accepted.isEmpty()) {
      if (unsupported.isEmpty()) {
        throw new UnprovenException(path + ": no value tried was valid: " + trials);
      }
      return new Verdict(path, State.REFUSED, "");
    }
    List<Trial> ignored = accepted.stream().filter(trial -> trial.changes().isEmpty()).toList();
    if (!ignored.isEmpty()) {
      throw new UnprovenException(path + ": accepted and ignored: " + ignored);
    }
    String exceptions =
        unsupported.isEmpty()
            ? ""
            : "not "
                + unsupported.stream()
                    .map(trial -> "`" + trial.value() + "`")
                    .collect(Collectors.joining(", "));
    Map<String, String> waits = new LinkedHashMap<>();
    for (Trial trial : accepted) {
      for (String change : trial.changes()) {
        pending.forEach((place, part) -> {
          if (change.equals(place) || change.startsWith(place + ".")) {
            waits.put(change, part);
          }
        });
      }
    }
    boolean isPending =
        accepted.stream().allMatch(trial -> waits.keySet().containsAll(trial.changes()));
    String note =
        isPending ? String.join(", ", waits.values().stream().distinct().toList()) : exceptions;
    return new Verdict(path, isPending ? State.PENDING : State.IN_FORCE, note);
  }
}
