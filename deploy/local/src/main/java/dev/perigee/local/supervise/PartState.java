package dev.perigee.local.supervise;

import java.util.concurrent.Future;

/**
 * What happens to a part.
 *
 * <pre>
 *            start                neighbours ready            prepared
 * {@link Stopped} -----> {@link Waiting} ---------------> {@link Preparing} -------> {@link Starting}
 *    ^                    ^                         |                    | ready
 *    | ended              | pause over              | fails              v
 * {@link Stopping}          {@link BackingOff} &lt;-----------+------ dies ------- {@link Running}
 *    ^                    |
 *    | stop               | too often
 *  any with a process   {@link Failed}
 * </pre>
 *
 * Times are {@link System#nanoTime} values.
 */
sealed interface PartState {

  /** Down because it was told to be, or was not told to start. */
  record Stopped() implements PartState {}

  /** To be started once its neighbours are ready. */
  record Waiting() implements PartState {}

  record Preparing(Future<Launch> launch) implements PartState {}

  record Starting(PartProcess process, long sinceNanos, Future<Readiness> probe)
      implements PartState {}

  record Running(PartProcess process, long sinceNanos) implements PartState {}

  /** Died, and to be started again. */
  record BackingOff(long untilNanos, String reason) implements PartState {}

  /**
   * Asked to end.
   *
   * @param killAtNanos when asking is over
   * @param again whether it starts again then
   */
  record Stopping(PartProcess process, long killAtNanos, boolean again) implements PartState {}

  /** Died too often, and stays down until it is told to start. */
  record Failed(String reason) implements PartState {}
}
