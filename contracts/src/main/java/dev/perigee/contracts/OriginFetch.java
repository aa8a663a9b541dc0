package dev.perigee.contracts;

/**
 * The HTTP headers with which an edge and origin-service speak to each other.
 *
 * <p>An edge sends the request that the origin is to see, method, raw path and query, end-to-end
 * headers and body, without the origin's path prefix and custom headers; and beside them the
 * headers named here. They never reach an origin or a viewer; an edge removes them from what a
 * viewer sends.
 */
public final class OriginFetch {

  /** Prefix of every header named here, in lower case. */
  public static final String PREFIX = "perigee-";

  /** Request: the {@link Origin#fingerprint()} of the origin to ask. */
  public static final String ORIGIN = "perigee-origin";

  /**
   * Request: the {@link OriginGroup#fingerprint()} of the group to ask in place of {@link #ORIGIN},
   * which then names its primary; absent for none.
   */
  public static final String GROUP = "perigee-origin-group";

  /**
   * Response: the {@link Origin#id()} of the group's member that answers, percent-encoded; absent
   * where the request named no group.
   */
  public static final String MEMBER = "perigee-origin-member";

  /**
   * Request: the last offset of {@link Topics#INVALIDATIONS} that the edge had applied before it
   * sent this request, -1 for none. Response: the same of the fetch that answers; never lower.
   */
  public static final String HORIZON = "perigee-horizon";

  /** Request: which log {@link #HORIZON} is an offset of. */
  public static final String HORIZON_LOG = "perigee-horizon-log";

  /**
   * Request: a name of the object. Requests that carry the same, from whichever edges, may be
   * answered by one origin request; absent where the answer is for this request alone.
   */
  public static final String SHARE = "perigee-share";

  /**
   * Response: present where another request with the same {@link #SHARE} caused the origin request
   * that answers.
   */
  public static final String JOINED = "perigee-joined";

  /**
   * Request: present where the origin may hold its response back until there is something to tell
   * (a blocking reload of a playlist), so that it is not counted among those that it is busy with.
   */
  public static final String HELD = "perigee-held";

  /**
   * Request: present where nobody has asked for the object yet, so that it is refused as {@link
   * OriginFailure#OriginBusy} rather than let wait, and while the origin is half as busy as it may
   * be.
   */
  public static final String AHEAD = "perigee-ahead";

  /**
   * Response: a name that origin-service has from its start to its end; another one after a
   * restart.
   */
  public static final String INSTANCE = "perigee-instance";

  /**
   * Request: the {@link #INSTANCE} from which a body came that broke off, where its rest is asked
   * for. That instance refuses: it broke the body off because its origin did.
   */
  public static final String BROKEN_OFF_BY = "perigee-broken-off-by";

  /** Request: {@code http} or {@code https}, what the viewer spoke, for match-viewer origins. */
  public static final String VIEWER_PROTOCOL = "perigee-viewer-protocol";

  /**
   * Request: the value of {@code Host} that the origin is to see, where the behaviour forwards the
   * viewer's; absent for the origin's own name. A signed request always carries the origin's own.
   */
  public static final String HOST = "perigee-host";

  /**
   * Response: present where origin-service itself speaks because the origin gave no usable answer;
   * one of the words of {@link OriginFailure}.
   */
  public static final String FAILURE = "perigee-failure";

  /** Response: beside {@link #FAILURE}, what happened, in one line for operators alone. */
  public static final String FAILURE_DETAIL = "perigee-failure-detail";

  private OriginFetch() {}
}
