package dev.perigee.edge.differential;

import java.util.List;
import java.util.Map;

/**
 * What one object's origin says, turn by turn, and what its viewers ask.
 *
 * @param turns the origin's answers in order; the last one from then on
 */
public record Story(Rules rules, List<Turn> turns, List<Ask> asks) {

  /** The rules of a behaviour; times in seconds. */
  public record Rules(String prefix, boolean rfc9111, long min, long byDefault, long max) {}

  /**
   * One answer of the origin.
   *
   * @param confirms whether it is 304 where the edge asks for {@code etag}
   * @param etag empty for none
   */
  public record Turn(
      int status, String cacheControl, String etag, String vary, long age, boolean confirms) {

    long directive(String name) {
      for (String part : cacheControl.split(", ")) {
        if (part.startsWith(name + "=")) {
          return Long.parseLong(part.substring(name.length() + 1));
        }
      }
      return -1;
    }

    boolean says(String directive) {
      return List.of(cacheControl.split(", ")).contains(directive);
    }
  }

  /** One request of a viewer. */
  public record Ask(String method, Map<String, String> headers) {
    String header(String name) {
      return headers.getOrDefault(name, "");
    }
  }

  /**
   * What a viewer is answered.
   *
   * @param turn whose headers it has; 0 for none
   * @param body what it carries
   * @param word the first of {@code X-Cache}
   * @param asked how often the origin was asked so far
   */
  public record Answered(int status, int turn, String body, String word, int asked) {}

  public Turn turn(int number) {
    return turns.get(Math.min(number, turns.size()) - 1);
  }

  public static String bodyOf(int turn) {
    return "body of turn " + turn;
  }
}
