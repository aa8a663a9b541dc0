package dev.perigee.edge.viewer;

import dev.perigee.edge.fill.FillRequest;
import dev.perigee.edge.store.StoredResponse;
import dev.perigee.httpcache.Reason;
import io.netty.buffer.ByteBuf;

/** What a store has under a key. */
sealed interface Lookup {

  /**
   * It may be used as it is.
   *
   * @param body given over with one reference
   */
  record Fresh(StoredResponse response, ByteBuf body) implements Lookup {}

  /** It needs the origin's word first. */
  record Stale(FillRequest.Stale stale, Reason reason) implements Lookup {}

  /** There is nothing to use. */
  record Miss(Reason reason) implements Lookup {}
}
