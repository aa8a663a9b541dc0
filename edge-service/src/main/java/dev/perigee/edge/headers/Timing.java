package dev.perigee.edge.headers;

/**
 * How an answer came about.
 *
 * @param pop name of this edge
 * @param originMillis time from the request to the origin to the first byte of its response; -1
 *     where it was not asked
 * @param totalMillis time from the viewer's request to the first byte for it
 */
public record Timing(
    Cache cache, String pop, String requestId, long originMillis, long totalMillis) {

  /** The cache's part. */
  public enum Cache {
    HIT("cdn-cache-hit"),
    REFRESH("cdn-cache-refresh"),
    MISS("cdn-cache-miss");

    private final String metric;

    Cache(String metric) {
      this.metric = metric;
    }

    String metric() {
      return metric;
    }
  }
}
