package dev.perigee.edge.invalidation.model;

/** A rule of the protocol that is left out, to see that the search notices. */
enum Weakness {
  /** A fill takes its horizon when the response is there. */
  HORIZON_NOTED_AFTER_THE_FETCH,

  /** A response is of use although it was invalidated one offset above its horizon. */
  COMPARISON_OFF_BY_ONE,

  /** A request joins the fill under way, whatever was invalidated since it began. */
  JOIN_WITHOUT_HORIZON,

  /** What comes from the grid counts as fetched just now. */
  GRID_WITHOUT_HORIZON,

  /** origin-service gives a fetch under way to every edge. */
  SHIELD_WITHOUT_HORIZON,

  /** What is revalidated is not judged again once the horizon is noted. */
  REVALIDATION_UNCHECKED,

  /** What the origin confirmed takes the horizon of the shield's fetch, not that of its check. */
  REVALIDATION_BY_THE_SHIELDS_HORIZON,

  /** What was fetched before any log was known is judged by the first log that is. */
  UNKNOWN_LOG_IS_ANY_LOG,

  /** A status tells what was received, applied or not. */
  ACKNOWLEDGED_BEFORE_APPLIED,

  /** An acknowledgement counts whatever log it speaks of. */
  ACKNOWLEDGED_IN_ANOTHER_LOG,

  /** A restarted edge has its memory still, and trusts it before it has read the log. */
  RESTARTED_WITH_ITS_CACHE,

  /** Reading the log is enough to trust the cache, whether or not the others hear of the edge. */
  TRUST_WITHOUT_STATUS,

  /** A silent edge is given up before its lease is over. */
  GIVEN_UP_DURING_THE_LEASE,

  /** Where no edge is known, batches complete at once, whatever statuses are still to be read. */
  NO_EDGES_WITHOUT_READING
}
