package dev.perigee.edge.invalidation.model;

import dev.perigee.edge.store.Horizon;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An edge. It trusts its cache while it is both reading and telling.
 *
 * @param log number of the log that it follows, 0 for none yet
 * @param applied the batches of that log that it has applied, in order
 * @param reading whether it has read the log to its end within its lease
 * @param telling whether it has published a status within its lease
 * @param told its latest status in the topic; null for none
 * @param writing what is on its way to the grid, which the edge's end does not stop
 */
record Edge(
    boolean up,
    int log,
    List<Integer> applied,
    boolean reading,
    boolean telling,
    @Nullable Status told,
    @Nullable Copy memory,
    @Nullable Fill fill,
    @Nullable Copy writing) {

  static final Edge NEW = new Edge(true, 0, List.of(), false, false, null, null, null, null);

  Edge renamed(int edges) {
    return told == null
        ? this
        : new Edge(up, log, applied, reading, telling, told.renamed(edges), memory, fill, writing);
  }

  Horizon horizon() {
    return new Horizon(log == 0 ? "" : "log " + log, applied.size() - 1);
  }

  Edge follows(int other) {
    return new Edge(up, other, List.of(), false, telling, told, memory, fill, writing);
  }

  Edge applies(int batch) {
    List<Integer> more = new ArrayList<>(applied);
    more.add(batch);
    return new Edge(up, log, List.copyOf(more), reading, telling, told, memory, fill, writing);
  }

  Edge inTouch(boolean reads, boolean tells) {
    return new Edge(up, log, applied, reads, tells, told, memory, fill, writing);
  }

  Edge tells(Status status) {
    return new Edge(up, log, applied, reading, true, status, memory, fill, writing);
  }

  Edge killed() {
    return new Edge(false, 0, List.of(), false, telling, told, memory, null, writing);
  }

  Edge restarted(boolean withCache) {
    return new Edge(
        true, 0, List.of(), withCache, false, told, withCache ? memory : null, null, writing);
  }

  Edge fills(@Nullable Fill next) {
    return new Edge(up, log, applied, reading, telling, told, memory, next, writing);
  }

  /** The fill is over and has left this in memory. */
  Edge filled(Copy kept) {
    return new Edge(up, log, applied, reading, telling, told, kept, null, writing);
  }

  Edge writes(@Nullable Copy copy) {
    return new Edge(up, log, applied, reading, telling, told, memory, fill, copy);
  }
}
