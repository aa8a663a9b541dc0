package dev.perigee.eventlog.membership;

import dev.perigee.eventlog.outbox.Position;

/** What every live edge has applied. */
public sealed interface Applied {

  /** One log, up to and with a position. */
  record Through(Position position) implements Applied {}

  /** Whatever was published: there is no live edge. */
  record Everything() implements Applied {}
}
