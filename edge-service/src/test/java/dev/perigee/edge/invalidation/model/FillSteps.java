package dev.perigee.edge.invalidation.model;

import dev.perigee.edge.store.Horizon;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What happens to the object: requests, fills, the shield, memory and the grid. */
record FillSteps(Rules rules) {

  void from(State state, int id, Consumer<Step> next) {
    Edge edge = state.edges().get(id);
    if (edge.writing() != null) {
      State written = state.with(id, edge.writes(null)).withGrid(edge.writing());
      next.accept(Step.of("the grid has what edge " + id + " wrote", written));
    }
    if (!edge.up()) {
      return;
    }
    Fill fill = edge.fill();
    if (fill == null) {
      begin(state, id, edge, next);
      return;
    }
    join(state, id, edge, fill, next);
    switch (fill.phase()) {
      case BEGUN -> {
        askGrid(state, id, edge, fill, next);
        note(state, id, edge, fill, next);
      }
      case NOTED -> ask(state, id, edge, fill, next);
      case ASKED -> answer(state, id, edge, fill, next);
    }
  }

  void ofTheShield(State state, Consumer<Step> next) {
    if (state.shield() != null) {
      next.accept(Step.of("the shield's fetch is over", state.withShield(null)));
    }
  }

  /** A request finds nothing in memory that it may have, or what is there has expired. */
  private void begin(State state, int id, Edge edge, Consumer<Step> next) {
    if (state.left().fills() == 0) {
      return;
    }
    Copy memory = edge.memory();
    Copy stale = memory != null && rules.mayBeConfirmed(edge, memory.horizon()) ? memory : null;
    Fill fill = new Fill(Fill.Phase.BEGUN, edge.horizon(), stale, null, promise(state, edge));
    State begun = state.with(id, edge.fills(fill)).with(state.left().lessFills());
    next.accept(Step.of("edge " + id + " begins a fill", begun));
  }

  /** An edge that does not trust its cache promises nothing: guarantee 3 is for it. */
  private int promise(State state, Edge edge) {
    return rules.trustsItsCache(edge) ? state.completed() : 0;
  }

  private void join(State state, int id, Edge edge, Fill fill, Consumer<Step> next) {
    int promised = promise(state, edge);
    boolean may =
        rules.isUsable(edge, fill.horizon()) || !rules.lacks(Weakness.JOIN_WITHOUT_HORIZON);
    if (may && (fill.promised() | promised) != fill.promised()) {
      State joined = state.with(id, edge.fills(fill.promising(fill.promised() | promised)));
      next.accept(Step.of("a request joins the fill of edge " + id, joined));
    }
  }

  private void askGrid(State state, int id, Edge edge, Fill fill, Consumer<Step> next) {
    Copy found = foundInGrid(state, edge);
    if (found != null && rules.trustsItsCache(edge) && rules.isUsable(edge, found.horizon())) {
      State after = state.with(id, edge.filled(found));
      next.accept(new Step("edge " + id + " serves from the grid", after, found, fill.promised()));
    }
  }

  @Nullable Copy foundInGrid(State state, Edge edge) {
    Copy stored = state.grid();
    return stored == null || rules.lacks(Weakness.GRID_WITHOUT_HORIZON)
        ? stored
        : new Copy(edge.horizon(), stored.since());
  }

  private void note(State state, int id, Edge edge, Fill fill, Consumer<Step> next) {
    Copy stale = fill.stale();
    boolean keep =
        stale != null
            && (rules.mayBeConfirmed(edge, stale.horizon())
                || !rules.lacks(Weakness.REVALIDATION_UNCHECKED));
    Fill noted = fill.noted(edge.horizon(), keep ? stale : null);
    next.accept(Step.of("edge " + id + " notes its horizon", state.with(id, edge.fills(noted))));
  }

  private void ask(State state, int id, Edge edge, Fill fill, Consumer<Step> next) {
    Copy under = state.shield();
    if (under != null && mayShare(under, fill)) {
      Copy shared =
          rules.lacks(Weakness.SHIELD_WITHOUT_HORIZON)
              ? under
              : new Copy(fill.horizon(), under.since());
      State asked = state.with(id, edge.fills(fill.asked(shared)));
      next.accept(Step.of("edge " + id + " shares the shield's fetch", asked));
    } else {
      Copy fetch = new Copy(fill.horizon(), state.accepted());
      State asked = state.with(id, edge.fills(fill.asked(fetch))).withShield(fetch);
      next.accept(Step.of("the origin is asked for edge " + id, asked));
    }
  }

  private boolean mayShare(Copy under, Fill fill) {
    Horizon wanted = fill.horizon();
    return !rules.lacks(Weakness.SHIELD_WITHOUT_HORIZON)
        || under.horizon().logId().equals(wanted.logId())
            && under.horizon().offset() >= wanted.offset();
  }

  private void answer(State state, int id, Edge edge, Fill fill, Consumer<Step> next) {
    Copy coming = Objects.requireNonNull(fill.coming());
    Copy fetched =
        rules.lacks(Weakness.HORIZON_NOTED_AFTER_THE_FETCH)
            ? coming
            : new Copy(edge.horizon(), coming.since());
    serve("the origin's answer", state, id, edge, fill, fetched, next);
    Copy stale = fill.stale();
    if (stale != null) {
      Horizon renewed =
          rules.lacks(Weakness.REVALIDATION_BY_THE_SHIELDS_HORIZON)
              ? fill.horizon()
              : coming.horizon();
      Copy confirmed = new Copy(renewed, rules.confirmed(stale, coming));
      serve("what was confirmed", state, id, edge, fill, confirmed, next);
    }
  }

  private void serve(
      String what, State state, int id, Edge edge, Fill fill, Copy copy, Consumer<Step> next) {
    Edge after = edge.fills(null);
    if (rules.isUsable(edge, copy.horizon())) {
      after = after.filled(copy);
      after = after.writing() == null ? after.writes(copy) : after;
    }
    String name = "edge " + id + " serves and keeps " + what;
    next.accept(new Step(name, state.with(id, after), copy, fill.promised()));
  }
}
