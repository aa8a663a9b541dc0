package dev.perigee.local.control;

import java.util.List;
import java.util.function.Consumer;

/** Carries out commands. Called by several threads at once. */
@FunctionalInterface
public interface ControlHandler {

  /** A command that was not carried out; the message is one line that says why. */
  final class Refusal extends Exception {
    private static final long serialVersionUID = 1L;

    public Refusal(String message) {
      super(message);
    }
  }

  /**
   * Carries out one command, and returns when it is done.
   *
   * @param reply takes the lines of the answer
   */
  void handle(List<String> command, Consumer<String> reply) throws Refusal, InterruptedException;
}
