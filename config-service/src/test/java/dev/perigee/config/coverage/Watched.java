package dev.perigee.config.coverage;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A distribution whose published snapshots are waited for, change by change. */
final class Watched {

  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final Snapshots snapshots;
  private final String id;

  /** How many versions of it there must be. */
  private long revision = 1;

  Watched(Snapshots snapshots, String id) {
    this.snapshots = snapshots;
    this.id = id;
  }

  String id() {
    return id;
  }

  /** One more version is to be published. */
  void changed() {
    revision++;
  }

  /** What is published now that all changes are. */
  Snapshots.State published() {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    while (!snapshots.has(id, revision)) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError(
            "revision " + revision + " of " + id + " was not published within " + LIMIT);
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
    }
    return snapshots.state(id);
  }
}
