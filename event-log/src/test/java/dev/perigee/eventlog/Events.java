package dev.perigee.eventlog;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Notes what a tail tells, in words. */
class Events implements TopicListener {

  private final List<String> told = new CopyOnWriteArrayList<>();
  private volatile String logId = "";

  @Override
  public void started(String newLogId, long firstOffset) {
    logId = newLogId;
    told.add("started at " + firstOffset);
  }

  @Override
  public void record(long offset, String key, byte @Nullable [] value) {
    told.add(offset + " " + key + "=" + (value == null ? "gone" : new String(value, UTF_8)));
  }

  @Override
  public void caughtUp() {
    told.add("caught up");
  }

  /** The log that the tail told of last. */
  String logId() {
    return logId;
  }

  /** Everything but the catching up, which comes as often as batches end. */
  List<String> withoutCatchingUp() {
    return told.stream().filter(event -> !event.equals("caught up")).toList();
  }

  boolean endWith(String... last) {
    List<String> events = withoutCatchingUp();
    return events.size() >= last.length
        && events.subList(events.size() - last.length, events.size()).equals(List.of(last));
  }

  List<String> all() {
    return List.copyOf(told);
  }

  /** Waits until the tail has told this, and then that it has caught up. */
  void awaitCaughtUpAfter(String event) throws InterruptedException {
    Await.until(
        event + ", and caught up",
        () -> told.contains(event) && told.lastIndexOf("caught up") > told.lastIndexOf(event),
        this::all);
  }
}
