package dev.perigee.httpcache.freshness;

import dev.perigee.httpcache.Reason;

/** Whether a response may be kept. */
public sealed interface Cacheability {

  /** It may, for this long. */
  record Store(Lifetime lifetime) implements Cacheability {}

  /** It may not. */
  record DoNotStore(Reason reason) implements Cacheability {}
}
