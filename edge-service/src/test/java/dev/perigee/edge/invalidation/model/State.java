package dev.perigee.edge.invalidation.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything at one moment: one object, its origin, the edges with their stores, the shield, the
 * log and the service that completes batches.
 *
 * @param logNumber counts the logs; one that is made anew has another number
 * @param log the batches in the log, in order
 * @param accepted how many batches were accepted, and published in the same step
 * @param completed the completed batches, by their bits
 * @param shield the fetch under way in origin-service, null for none
 * @param grid the grid's copy, null for none
 */
record State(
    int logNumber,
    List<Integer> log,
    int accepted,
    int completed,
    List<Edge> edges,
    @Nullable Copy shield,
    @Nullable Copy grid,
    Service service,
    Bounds left) {

  /** Nothing has happened yet: no edge knows the log, and the service knows no edge. */
  static State cold(int edges, Bounds bounds) {
    return at(Collections.nCopies(edges, Edge.NEW), Service.NEW, bounds);
  }

  /** All edges follow the empty log and trust their empty caches, and the service knows them. */
  static State settled(int edges, Bounds bounds) {
    List<Edge> following = new ArrayList<>();
    List<Status> heard = new ArrayList<>();
    for (int id = 0; id < edges; id++) {
      Status status = new Status(id, 0, -1);
      heard.add(status);
      following.add(Edge.NEW.follows(1).tells(status).inTouch(true, true));
    }
    Service service = new Service(List.copyOf(heard), List.of(), true);
    return at(List.copyOf(following), service, bounds);
  }

  private static State at(List<Edge> edges, Service service, Bounds bounds) {
    return new State(1, List.of(), 0, 0, edges, null, null, service, bounds);
  }

  State with(int edge, Edge changed) {
    List<Edge> all = new ArrayList<>(edges);
    all.set(edge, changed);
    return new State(
        logNumber, log, accepted, completed, List.copyOf(all), shield, grid, service, left);
  }

  State with(Service changed) {
    return new State(logNumber, log, accepted, completed, edges, shield, grid, changed, left);
  }

  State with(Bounds changed) {
    return new State(logNumber, log, accepted, completed, edges, shield, grid, service, changed);
  }

  State withShield(@Nullable Copy fetch) {
    return new State(logNumber, log, accepted, completed, edges, fetch, grid, service, left);
  }

  State withGrid(Copy written) {
    return new State(logNumber, log, accepted, completed, edges, shield, written, service, left);
  }

  State accept() {
    List<Integer> longer = new ArrayList<>(log);
    longer.add(accepted);
    return new State(
        logNumber,
        List.copyOf(longer),
        accepted + 1,
        completed,
        edges,
        shield,
        grid,
        service,
        left);
  }

  State complete(int batch) {
    return new State(
        logNumber, log, accepted, completed | 1 << batch, edges, shield, grid, service, left);
  }

  /** The log is lost and made anew, with what is not completed yet. */
  State loseLog() {
    List<Integer> again = log.stream().filter(batch -> !isCompleted(batch)).toList();
    return new State(
        logNumber + 1, again, accepted, completed, edges, shield, grid, service, left.lessLosses());
  }

  /** The same with the edges' names in reverse. */
  State mirrored() {
    return new State(
        logNumber,
        log,
        accepted,
        completed,
        edges.reversed().stream().map(edge -> edge.renamed(edges.size())).toList(),
        shield,
        grid,
        service.renamed(edges.size()),
        left);
  }

  boolean isCompleted(int batch) {
    return (completed & 1 << batch) != 0;
  }
}
