package dev.perigee.httpcache.freshness;

import dev.perigee.httpcache.Reason;
import java.util.List;

/** Whether a response may be kept. */
public sealed interface Cacheability {

  /**
   * It may.
   *
   * @param withheld names of the header fields that are kept back, in lower case: they are for the
   *     request alone that caused the response (RFC 9111, sections 5.2.2.4 and 5.2.2.7)
   */
  record Store(Lifetime lifetime, List<String> withheld) implements Cacheability {

    public Store {
      withheld = List.copyOf(withheld);
    }

    public Store(Lifetime lifetime) {
      this(lifetime, List.of());
    }
  }

  /** It may not. */
  record DoNotStore(Reason reason) implements Cacheability {}
}
