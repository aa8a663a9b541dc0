package dev.perigee.e2e;

import dev.perigee.testkit.http.Answer;
import dev.perigee.testkit.http.Content;
import dev.perigee.testkit.http.Received;
import dev.perigee.testkit.http.ScriptedOrigin;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Predicate;

/**
 * What an origin's objects are by now, and what no viewer may be given any more.
 *
 * <p>The body of each object is its version. A purge makes a new version first, and once it is
 * completed, older ones are a breach of guarantee 1. Thread-safe; no clocks are compared.
 */
final class Versions {

  /** How long each of the objects is fresh: some are revalidated all the time, some never. */
  private static final List<Integer> MAX_AGES = List.of(1, 3, 600);

  private final ConcurrentMap<String, Integer> current = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, Integer> purgedBelow = new ConcurrentHashMap<>();
  private final List<String> paths;

  Versions(ScriptedOrigin origin, List<String> paths) {
    this.paths = paths;
    for (int i = 0; i < paths.size(); i++) {
      String path = paths.get(i);
      int maxAge = MAX_AGES.get(i % MAX_AGES.size());
      current.put(path, 1);
      purgedBelow.put(path, 0);
      origin.on(path, request -> answer(request, maxAge));
    }
  }

  List<String> paths() {
    return paths;
  }

  /** The tag of every third object. */
  static String tag(String path) {
    return "group" + path.charAt(path.length() - 1) % 3;
  }

  private Answer answer(Received request, int maxAge) {
    String version = Integer.toString(current.getOrDefault(request.path(), 0));
    String etag = "\"" + version + "\"";
    Answer answer =
        request.head().first("if-none-match").filter(etag::equals).isPresent()
            ? Answer.empty(304)
            : Answer.ok(Content.of(version));
    return answer
        .header("ETag", etag)
        .header("Cache-Control", "max-age=" + maxAge)
        .header("X-Tags", tag(request.path()));
  }

  /** Makes a new version of some objects; returns what they are then. */
  Map<String, Integer> update(Predicate<String> which) {
    Map<String, Integer> made = new ConcurrentHashMap<>();
    for (String path : paths) {
      if (which.test(path)) {
        made.put(path, current.merge(path, 1, Integer::sum));
      }
    }
    return made;
  }

  /** A purge of these versions' predecessors is completed. */
  void purged(Map<String, Integer> made) {
    made.forEach((path, version) -> purgedBelow.merge(path, version, Math::max));
  }

  /** The oldest version of an object that a viewer may be given who asks from now on. */
  int oldestAllowed(String path) {
    return purgedBelow.getOrDefault(path, 0);
  }
}
