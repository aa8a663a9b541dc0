package dev.perigee.origin.fetch;

import dev.perigee.origin.outcome.Outcome;

/** What a shared fetch comes to, for one of the requests that wait for it. */
sealed interface Turn {

  /**
   * A response for all of them.
   *
   * @param reader the request's own place in the body
   * @param joined whether another request caused the fetch
   */
  record Shared(SharedHead head, SharedBody.Reader reader, boolean joined) implements Turn {}

  /** A response for the request that caused the fetch alone; with the scope that holds it. */
  record Own(OriginAnswer answer, Scope scope) implements Turn {}

  /** No response. */
  record None(Outcome<OriginAnswer> outcome) implements Turn {}

  /** The response is not for sharing: the request asks for itself. */
  record Released() implements Turn {}
}
