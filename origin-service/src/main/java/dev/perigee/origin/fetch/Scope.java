package dev.perigee.origin.fetch;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The time for which something is held on behalf of a fetch: permits, timers, connections. It ends
 * once, in its own time or because nobody waits any more, and gives back everything then. Used on
 * one event loop.
 */
final class Scope {

  private final Runnable onBreak;
  private final List<Runnable> atEnd = new ArrayList<>(2);
  private final List<Scope> inner = new ArrayList<>(1);

  private @Nullable Runnable onLeft;
  private boolean left;
  private boolean ended;

  /**
   * @param onBreak tells whoever takes the answer that it will not be whole
   */
  Scope(Runnable onBreak) {
    this.onBreak = onBreak;
  }

  /** A scope within this one, which may end earlier and not later. */
  Scope within() {
    Scope scope = new Scope(onBreak);
    inner.add(scope);
    if (left) {
      scope.leave();
    } else if (ended) {
      scope.end();
    }
    return scope;
  }

  /** Whether nobody waited any more before the end. */
  boolean hasLeft() {
    return left;
  }

  /** Replaces what is done when nobody waits any more; done at once where that is so already. */
  void whenLeft(Runnable action) {
    onLeft = action;
    if (left) {
      action.run();
    }
  }

  /** Adds what is done at the end, however it comes; done at once where it has come already. */
  void atEnd(Runnable action) {
    if (ended) {
      action.run();
    } else {
      atEnd.add(action);
    }
  }

  boolean hasEnded() {
    return ended;
  }

  /** Ends the scope: everything held for it is given back. Harmless when repeated. */
  void end() {
    if (!ended) {
      ended = true;
      inner.forEach(Scope::end);
      atEnd.forEach(Runnable::run);
    }
  }

  /** Ends the scope with nobody waiting for an answer any more. */
  void leave() {
    if (left || ended) {
      return;
    }
    left = true;
    inner.forEach(Scope::leave);
    end();
    if (onLeft != null) {
      onLeft.run();
    }
  }

  /** The answer, of which a part may be on its way, will not be whole. */
  void breakOff() {
    onBreak.run();
  }
}
