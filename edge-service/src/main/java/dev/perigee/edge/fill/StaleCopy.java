package dev.perigee.edge.fill;

import dev.perigee.edge.store.StoredResponse;
import io.netty.buffer.ByteBuf;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a fill has at hand that needs the origin's word: it may be confirmed, or stand in for an
 * origin that fails. On the leader's context.
 */
final class StaleCopy {

  private FillRequest.@Nullable Stale held;

  StaleCopy(FillRequest.@Nullable Stale held) {
    this.held = held;
  }

  @Nullable StoredResponse response() {
    FillRequest.Stale known = held;
    return known == null ? null : known.response();
  }

  /** Takes what another store has where that is newer; it stays the caller's. */
  boolean takesIfNewer(StoredResponse found) {
    StoredResponse known = response();
    if (known != null && known.originTimeMillis() >= found.originTimeMillis()) {
      return false;
    }
    release();
    ByteBuf content = found.acquireBody();
    held = content == null ? null : new FillRequest.Stale(found, content);
    return content != null;
  }

  /** Whether the rules allow it to answer while the origin fails. */
  boolean mayStandIn() {
    StoredResponse known = response();
    return known != null && known.mayStandIn(System.currentTimeMillis());
  }

  /** Has it stand in for the requests of the next while too. */
  void standIn(Duration pause) {
    StoredResponse known = response();
    if (known != null) {
      known.standIn(System.currentTimeMillis() + pause.toMillis());
    }
  }

  /** Gives over the body with its reference; nothing is held then. */
  ByteBuf takeBody() {
    FillRequest.Stale known = held;
    if (known == null) {
      throw new IllegalStateException("nothing is held");
    }
    held = null;
    return known.body();
  }

  void release() {
    if (held != null) {
      takeBody().release();
    }
  }
}
