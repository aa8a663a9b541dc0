package dev.perigee.edge.invalidation.model;

import java.util.ArrayList;
import java.util.List;

/**
 * invalidation-service, and the topic from which it reads the statuses.
 *
 * @param heard the latest status of each edge that it takes for live
 * @param unread statuses in the topic that it has not read yet, in order
 * @param inTouch whether it has read the topic to its end since it started
 */
record Service(List<Status> heard, List<Status> unread, boolean inTouch) {

  static final Service NEW = new Service(List.of(), List.of(), false);

  Service told(Status status) {
    List<Status> more = new ArrayList<>(unread);
    more.add(status);
    return new Service(heard, List.copyOf(more), inTouch);
  }

  Service hears() {
    Status status = unread.getFirst();
    List<Status> live = new ArrayList<>(without(status.edge()));
    live.add(status);
    live.sort((a, b) -> Integer.compare(a.edge(), b.edge()));
    return new Service(List.copyOf(live), unread.subList(1, unread.size()), inTouch);
  }

  Service reachesTheEnd() {
    return new Service(heard, unread, true);
  }

  Service givesUp(int edge) {
    return new Service(without(edge), unread, inTouch);
  }

  private List<Status> without(int edge) {
    return heard.stream().filter(status -> status.edge() != edge).toList();
  }

  Service renamed(int edges) {
    return new Service(
        heard.reversed().stream().map(status -> status.renamed(edges)).toList(),
        unread.stream().map(status -> status.renamed(edges)).toList(),
        inTouch);
  }

  boolean isStillToRead(int edge) {
    return unread.stream().anyMatch(status -> status.edge() == edge);
  }
}
