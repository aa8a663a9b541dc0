package dev.perigee.edge;

import dev.perigee.contracts.OriginFetch;
import dev.perigee.testkit.http.Answer;
import dev.perigee.testkit.http.Received;
import dev.perigee.testkit.http.Script;
import dev.perigee.testkit.http.ScriptedOrigin;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** What a stand-in for origin-service answers: scripts that keep to {@link OriginFetch}. */
final class OriginServiceScripts {

  private OriginServiceScripts() {}

  /** From now on, answers the path by the script. */
  static void on(ScriptedOrigin origin, String path, Script script) {
    origin.on(path, request -> withHorizon(request, script.answer(request)));
  }

  /** From now on, gives the path these answers in turn, and the last one from then on. */
  static void on(ScriptedOrigin origin, String path, Answer... answers) {
    Deque<Answer> left = new ArrayDeque<>(List.of(answers));
    on(
        origin,
        path,
        (Script)
            _ -> {
              synchronized (left) {
                return left.size() > 1 ? left.removeFirst() : left.getFirst();
              }
            });
  }

  private static Answer withHorizon(Received request, Answer answer) {
    return answer.header(
        OriginFetch.HORIZON, request.head().first(OriginFetch.HORIZON).orElse("missing"));
  }
}
