package dev.perigee.edge.invalidation.model;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Goes through every state that the steps lead to from the initial one, breadth first, until one
 * breaks guarantee 1 or there are no more.
 */
final class Search {

  private final Rules rules;
  private final LogSteps logSteps;
  private final EdgeSteps edgeSteps;
  private final FillSteps fillSteps;
  private final Set<State> seen = new HashSet<>();
  private final Queue<Node> waiting = new ArrayDeque<>();
  private long steps;
  private int depth;
  private @Nullable Broken broken;

  private Search(Rules rules) {
    this.rules = rules;
    this.logSteps = new LogSteps(rules);
    this.edgeSteps = new EdgeSteps(rules);
    this.fillSteps = new FillSteps(rules);
  }

  /** What a search came to. */
  sealed interface Result {}

  /** No state breaks the guarantee; all were seen. */
  record Holds(int states, long steps, int depth) implements Result {}

  /** The shortest way to a response that breaks the guarantee. */
  record Broken(List<String> way, Copy served, State state) implements Result {}

  private record Node(State state, int depth, String step, @Nullable Node before) {}

  static Result run(State initial, Rules rules) {
    return new Search(rules).from(initial);
  }

  private Result from(State initial) {
    seen.add(canonical(initial));
    waiting.add(new Node(initial, 0, "", null));
    while (!waiting.isEmpty()) {
      Node node = waiting.remove();
      depth = node.depth();
      visit(node);
      Broken found = broken;
      if (found != null) {
        return found;
      }
    }
    return new Holds(seen.size(), steps, depth);
  }

  private void visit(Node node) {
    State state = node.state();
    logSteps.from(state, step -> take(node, step));
    for (int id = 0; id < state.edges().size(); id++) {
      edgeSteps.from(state, id, step -> take(node, step));
      fillSteps.from(state, id, step -> take(node, step));
    }
    fillSteps.ofTheShield(state, step -> take(node, step));
  }

  private void take(Node before, Step step) {
    steps++;
    Copy served = step.served();
    if (served != null && rules.isPurged(served, step.promised())) {
      breaks(before, step.name(), served, step.after());
    }
    if (broken == null && seen.add(canonical(step.after()))) {
      Node node = new Node(step.after(), before.depth() + 1, step.name(), before);
      waiting.add(node);
      hits(node);
    }
  }

  /** Of the states that differ by the names of the edges alone, one stands for all. */
  private static State canonical(State state) {
    State mirrored = state.mirrored();
    return mirrored.hashCode() < state.hashCode() ? mirrored : state;
  }

  /** A request that comes now to an edge that trusts what it has. */
  private void hits(Node node) {
    State state = node.state();
    for (Edge edge : state.edges()) {
      Copy memory = edge.memory();
      if (memory != null
          && rules.trustsItsCache(edge)
          && rules.isUsable(edge, memory.horizon())
          && rules.isPurged(memory, state.completed())) {
        breaks(node, "memory serves", memory, state);
      }
    }
  }

  private void breaks(Node before, String last, Copy served, State state) {
    List<String> way = new ArrayList<>(List.of(last));
    for (Node node = before; node != null && !node.step().isEmpty(); node = node.before()) {
      way.add(node.step());
    }
    broken = new Broken(way.reversed(), served, state);
  }
}
