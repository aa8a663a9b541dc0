package dev.perigee.edge.invalidation.model;

import java.util.function.Consumer;

/** What happens to batches, the log and invalidation-service. */
record LogSteps(Rules rules) {

  void from(State state, Consumer<Step> next) {
    if (state.accepted() < rules.batches().size()) {
      next.accept(Step.of("accept " + rules.batches().get(state.accepted()), state.accept()));
    }
    if (state.left().losses() > 0) {
      next.accept(Step.of("the log is lost", state.loseLog()));
    }
    read(state, next);
    for (int offset = 0; offset < state.log().size(); offset++) {
      int batch = state.log().get(offset);
      if (!state.isCompleted(batch) && isAppliedByAll(state, offset)) {
        next.accept(Step.of("complete batch " + batch, state.complete(batch)));
      }
    }
    for (Status heard : state.service().heard()) {
      if (mayBeGivenUp(state, heard.edge())) {
        Service without = state.service().givesUp(heard.edge());
        next.accept(Step.of("edge " + heard.edge() + " is given up", state.with(without)));
      }
    }
  }

  private static void read(State state, Consumer<Step> next) {
    Service service = state.service();
    if (!service.unread().isEmpty()) {
      next.accept(Step.of("a status is read", state.with(service.hears())));
    } else if (!service.inTouch()) {
      next.accept(Step.of("all statuses are read", state.with(service.reachesTheEnd())));
    }
    if (state.left().restarts() > 0) {
      State restarted = state.with(restarted(state)).with(state.left().lessRestarts());
      next.accept(Step.of("the service restarts", restarted));
    }
  }

  /** The topic is compacted: what is read again is the latest status of each edge. */
  private static Service restarted(State state) {
    Service fresh = Service.NEW;
    for (Edge edge : state.edges()) {
      Status told = edge.told();
      if (told != null) {
        fresh = fresh.told(told);
      }
    }
    return fresh;
  }

  private boolean isAppliedByAll(State state, int offset) {
    Service service = state.service();
    if (!service.inTouch()) {
      return false;
    }
    if (service.heard().isEmpty()) {
      return service.unread().isEmpty() || !rules.lacks(Weakness.NO_EDGES_WITHOUT_READING);
    }
    boolean anyLog = !rules.lacks(Weakness.ACKNOWLEDGED_IN_ANOTHER_LOG);
    return service.heard().stream()
        .allMatch(
            status -> status.offset() >= offset && (anyLog || status.log() == state.logNumber()));
  }

  private boolean mayBeGivenUp(State state, int edge) {
    boolean silent = !state.service().isStillToRead(edge);
    return silent
        && (!state.edges().get(edge).telling() || !rules.lacks(Weakness.GIVEN_UP_DURING_THE_LEASE));
  }
}
