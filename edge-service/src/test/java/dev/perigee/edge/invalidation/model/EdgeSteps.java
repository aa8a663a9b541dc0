package dev.perigee.edge.invalidation.model;

import java.util.function.Consumer;

/** What happens to an edge as a process that follows the log and tells of it. */
record EdgeSteps(Rules rules) {

  private static final int MAX_UNREAD = 1;

  void from(State state, int id, Consumer<Step> next) {
    Edge edge = state.edges().get(id);
    if (edge.up()) {
      follow(state, id, edge, next);
      tell(state, id, edge, next);
      if (state.left().kills() > 0) {
        State killed = state.with(id, edge.killed()).with(state.left().lessKills());
        next.accept(Step.of("edge " + id + " is killed", killed));
      }
    } else {
      boolean withCache = !rules.lacks(Weakness.RESTARTED_WITH_ITS_CACHE);
      next.accept(Step.of("edge " + id + " restarts", state.with(id, edge.restarted(withCache))));
    }
    fallSilent(state, id, edge, next);
  }

  private static void follow(State state, int id, Edge edge, Consumer<Step> next) {
    if (edge.log() != state.logNumber()) {
      Edge follows = edge.follows(state.logNumber());
      next.accept(Step.of("edge " + id + " finds the log", state.with(id, follows)));
    } else if (edge.applied().size() < state.log().size()) {
      Edge applies = edge.applies(state.log().get(edge.applied().size()));
      next.accept(Step.of("edge " + id + " applies a batch", state.with(id, applies)));
    } else if (!edge.reading() && edge.telling()) {
      Edge reads = edge.inTouch(true, true);
      next.accept(Step.of("edge " + id + " is up to date", state.with(id, reads)));
    }
  }

  private void tell(State state, int id, Edge edge, Consumer<Step> next) {
    int offset =
        rules.lacks(Weakness.ACKNOWLEDGED_BEFORE_APPLIED) || edge.log() != state.logNumber()
            ? edge.applied().size() - 1
            : state.log().size() - 1;
    Status status = new Status(id, offset < 0 ? 0 : edge.log(), offset);
    boolean isNews = !edge.telling() || !status.equals(edge.told());
    if (isNews && state.service().unread().size() < MAX_UNREAD) {
      State told = state.with(id, edge.tells(status)).with(state.service().told(status));
      next.accept(Step.of("edge " + id + " tells " + offset, told));
    }
    if (!edge.reading() && !edge.telling() && !rules.lacks(Weakness.TRUST_WITHOUT_STATUS)) {
      untold(state, id, edge, next);
    }
  }

  private static void untold(State state, int id, Edge edge, Consumer<Step> next) {
    if (edge.log() == state.logNumber() && edge.applied().size() == state.log().size()) {
      Edge reads = edge.inTouch(true, false);
      next.accept(Step.of("edge " + id + " is up to date, untold", state.with(id, reads)));
    }
  }

  /** Time passes, more than a lease, in which no status comes. Whoever trusted stops to. */
  private static void fallSilent(State state, int id, Edge edge, Consumer<Step> next) {
    if (!edge.telling()) {
      return;
    }
    State silent = state.with(id, edge.inTouch(false, false));
    if (!edge.up()) {
      next.accept(Step.of("the lease of edge " + id + " ends", silent));
    } else if (state.left().silences() > 0) {
      State less = silent.with(state.left().lessSilences());
      next.accept(Step.of("edge " + id + " is silent for its lease", less));
    }
  }
}
