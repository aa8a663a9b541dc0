package dev.perigee.edge.fill;

import dev.perigee.edge.origin.OriginCall;
import dev.perigee.edge.origin.OriginReply;
import io.vertx.core.Future;

/** Whom a fill asks when no store has the object. */
@FunctionalInterface
interface Origin {

  /** Sends a call; the reply comes paused, on the caller's context. Fails where none answers. */
  Future<OriginReply> send(OriginCall call);
}
