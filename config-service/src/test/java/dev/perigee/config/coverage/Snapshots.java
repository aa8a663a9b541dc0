package dev.perigee.config.coverage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perigee.eventlog.TopicListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The published snapshots as they come from the topic. */
final class Snapshots implements TopicListener {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Map<String, JsonNode> latest = new ConcurrentHashMap<>();

  @Override
  public void started(String logId, long firstOffset) {
    // Nothing to forget.
  }

  @Override
  public void record(long offset, String id, byte @Nullable [] value) {
    if (value == null) {
      latest.remove(id);
      return;
    }
    try {
      latest.put(id, JSON.readTree(value));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether a revision of a distribution has come. */
  boolean has(String id, long revision) {
    JsonNode snapshot = latest.get(id);
    return snapshot != null && snapshot.get("revision").asLong() >= revision;
  }

  State state(String id) {
    ObjectNode snapshot = Objects.requireNonNull(latest.get(id), id).deepCopy();
    snapshot.remove("revision");
    for (String named : List.of("origins", "originGroups")) {
      snapshot.get(named).forEach(each -> ((ObjectNode) each).remove("fingerprint"));
    }
    return new State(snapshot);
  }

  /** A snapshot without what counts its versions or sums up the rest. */
  record State(JsonNode json) {

    /** Where it differs from another, as the snapshot's member names without indexes. */
    List<String> changesTo(State other) {
      Set<String> places = new HashSet<>();
      compare("", json, other.json, places);
      return places.stream().sorted().toList();
    }

    private static void compare(String at, JsonNode one, JsonNode other, Set<String> places) {
      if (one.equals(other)) {
        return;
      }
      if (one.isObject() && other.isObject()) {
        Set<String> names = new HashSet<>();
        one.fieldNames().forEachRemaining(names::add);
        other.fieldNames().forEachRemaining(names::add);
        for (String name : names) {
          compare(at.isEmpty() ? name : at + "." + name, one.path(name), other.path(name), places);
        }
      } else if (one.isArray() && other.isArray() && one.size() == other.size()) {
        List<JsonNode> elements = new ArrayList<>();
        one.forEach(elements::add);
        for (int i = 0; i < elements.size(); i++) {
          compare(at, elements.get(i), other.get(i), places);
        }
      } else {
        places.add(at);
      }
    }
  }
}
