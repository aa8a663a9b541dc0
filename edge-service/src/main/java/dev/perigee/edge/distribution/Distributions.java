package dev.perigee.edge.distribution;

import dev.perigee.contracts.ContractJson;
import dev.perigee.contracts.DistributionSnapshot;
import dev.perigee.edge.settings.EdgeSettings;
import dev.perigee.eventlog.TopicListener;
import dev.perigee.eventlog.outbox.Position;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the {@link HostTable} as the distributions' topic says, and a copy of it on disk.
 *
 * <p>At the start the table is what the disk holds. The topic is then read from its beginning. Its
 * older records must not undo meanwhile what is in force: a revision below that one is held back.
 * Once the topic is read to its end, its last word on each distribution counts, and whatever it did
 * not mention is gone. A topic without records, as one that was lost and made anew is at first,
 * says nothing: everything stays until its first records are there.
 *
 * <p>A snapshot that cannot be compiled leaves the distribution's former version in force.
 */
@Singleton
public final class Distributions implements TopicListener {

  private static final Logger LOG = Logger.getLogger(Distributions.class);

  private final HostTable table;
  private final SavedDistributions saved;
  private final SharedParts shared = new SharedParts();

  // Of the follower's thread alone.
  private final Set<String> mentioned = new HashSet<>();
  private final Map<String, Distribution> heldBack = new HashMap<>();
  private final Set<String> changed = new HashSet<>();
  private boolean replaying;

  private volatile Position applied = new Position("", -1);
  private volatile boolean loaded;
  private volatile Runnable onApplied = () -> {};

  @Inject
  public Distributions(EdgeSettings settings, HostTable table) {
    this(settings.stateDirectory(), table);
  }

  Distributions(Path stateDirectory, HostTable table) {
    this.table = table;
    this.saved = new SavedDistributions(stateDirectory);
  }

  /** Called on the follower's thread each time everything that has come is in force. */
  public void onApplied(Runnable listener) {
    onApplied = listener;
  }

  /** The last position in force: offset -1 for none, of an empty log where none is known. */
  public Position applied() {
    return applied;
  }

  /** Whether distributions are known, from disk or from the topic. */
  public boolean isLoaded() {
    return loaded;
  }

  /** Puts in force what the disk holds. What cannot be read of it is reported and left out. */
  public void loadFromDisk() {
    try {
      Collection<Distribution> known = saved.load(this::compile);
      known.forEach(table::put);
      loaded = !known.isEmpty();
      LOG.infof("%d distributions from disk", known.size());
    } catch (IOException e) {
      LOG.errorf("the saved distributions cannot be read, waiting for the topic: %s", e);
    }
  }

  private Distribution compile(byte[] json) {
    return Distribution.compile(shared.in(ContractJson.read(json, DistributionSnapshot.class)));
  }

  @Override
  public void started(String logId, long firstOffset) {
    mentioned.clear();
    heldBack.clear();
    replaying = true;
    applied = new Position(logId, -1);
  }

  @Override
  public void record(long offset, String key, byte @Nullable [] value) {
    if (replaying) {
      mentioned.add(key);
    }
    if (value == null) {
      heldBack.remove(key);
      remove(key);
    } else {
      put(key, value);
    }
    applied = new Position(applied.logId(), offset);
  }

  private void put(String key, byte[] value) {
    try {
      put(compile(value));
    } catch (RuntimeException e) {
      LOG.errorf("%s keeps its former version: %s", key, e);
    }
  }

  private void put(Distribution distribution) {
    Distribution inForce = table.get(distribution.id());
    if (replaying && inForce != null && inForce.revision() > distribution.revision()) {
      heldBack.put(distribution.id(), distribution);
    } else {
      heldBack.remove(distribution.id());
      putInForce(distribution);
    }
  }

  private void putInForce(Distribution distribution) {
    Distribution former = table.get(distribution.id());
    if (former == null || !former.snapshot().equals(distribution.snapshot())) {
      table.put(distribution);
      changed.add(distribution.id());
    }
  }

  private void remove(String id) {
    table.remove(id);
    changed.add(id);
  }

  @Override
  public void caughtUp() {
    if (replaying && !mentioned.isEmpty()) {
      endReplay();
    }
    loaded = true;
    onApplied.run();
    save();
  }

  private void endReplay() {
    replaying = false;
    heldBack
        .values()
        .forEach(distribution -> {
          LOG.warnf("%s goes back to revision %d", distribution.id(), distribution.revision());
          putInForce(distribution);
        });
    heldBack.clear();
    forgetUnmentioned();
    mentioned.clear();
  }

  private void forgetUnmentioned() {
    for (Distribution distribution : table.all()) {
      if (!mentioned.contains(distribution.id())) {
        remove(distribution.id());
      }
    }
  }

  private void save() {
    if (changed.isEmpty()) {
      return;
    }
    try {
      saved.save(changed, table);
      changed.clear();
    } catch (IOException e) {
      LOG.errorf("%d changed distributions could not be saved: %s", changed.size(), e);
    }
  }
}
