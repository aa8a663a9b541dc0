package dev.perigee.testkit.http;

/**
 * A request as an origin received it.
 *
 * @param method as sent
 * @param target as sent: path and query, nothing decoded
 * @param body all of it, whatever its framing
 */
public record Received(String method, String target, Head head, byte[] body) {

  /** The target without its query. */
  public String path() {
    int query = target.indexOf('?');
    return query < 0 ? target : target.substring(0, query);
  }

  @Override
  public String toString() {
    return method + " " + target + " " + head.fields();
  }
}
