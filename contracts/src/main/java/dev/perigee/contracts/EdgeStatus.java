package dev.perigee.contracts;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an edge says of itself: each second, and at once when an applied offset changes.
 *
 * @param schema version of this record's form, {@link #SCHEMA}
 * @param edgeId unique among the edges, stable over restarts
 * @param region name of the place, the operator's choice
 * @param http where viewers reach it over HTTP, as {@code http://host:port}
 * @param distributionsLog identifies the log that the next offset belongs to; empty for none, and
 *     for an edge that does not tell: its offset then counts for no log
 * @param distributionsOffset last offset of {@link Topics#DISTRIBUTIONS} in force, -1 for none
 * @param invalidationsLog the same of the invalidations
 * @param invalidationsOffset last offset of {@link Topics#INVALIDATIONS} in force, -1 for none
 * @param lease how long after this status the edge may go on trusting its cache without hearing
 *     from the invalidation stream; whoever waits for the edge waits at least so long before giving
 *     it up
 * @param inTouch whether the edge holds its lease now; one that does not leaves the routing
 * @param activeRequests viewer requests in progress
 * @param load share of the processors' time that it takes at present, 0 to 1; null where that is
 *     not known
 * @param addresses of IPv4 and IPv6, that viewers reach it on; none where {@code http} says it
 * @param at the edge's clock; for people, never compared
 */
public record EdgeStatus(
    int schema,
    String edgeId,
    String region,
    String http,
    String distributionsLog,
    long distributionsOffset,
    String invalidationsLog,
    long invalidationsOffset,
    Duration lease,
    boolean inTouch,
    int activeRequests,
    @Nullable Double load,
    List<String> addresses,
    Instant at) {

  /** The version of the JSON form that this code writes and reads. */
  public static final int SCHEMA = 1;

  public EdgeStatus {
    Schema.check("EdgeStatus", schema, SCHEMA);
    addresses = addresses == null ? List.of() : List.copyOf(addresses);
    distributionsLog = told(distributionsLog);
    invalidationsLog = told(invalidationsLog);
  }

  private static String told(@Nullable String log) {
    return log == null ? "" : log;
  }
}
