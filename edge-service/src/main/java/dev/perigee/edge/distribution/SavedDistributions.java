package dev.perigee.edge.distribution;

import dev.perigee.contracts.ContractJson;
import dev.perigee.eventlog.saved.SavedRecords;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The distributions on disk, so that an edge starts with nothing else alive. A disk that fails is
 * tried again with the next change, and is then given all that it lacks.
 */
final class SavedDistributions {

  private static final Logger LOG = Logger.getLogger(SavedDistributions.class);

  private final Path path;
  private @Nullable SavedRecords records;

  SavedDistributions(Path directory) {
    this.path = directory.resolve("distributions.records");
  }

  /**
   * Reads what the disk holds, on several threads.
   *
   * @param compile makes a distribution of its JSON form, on any of them; what it cannot read is
   *     reported and left out
   */
  Collection<Distribution> load(Function<byte[], Distribution> compile) throws IOException {
    SavedRecords opened = SavedRecords.open(path);
    records = opened;
    return opened.keys().parallelStream()
        .map(id -> compiled(opened, id, compile))
        .filter(Objects::nonNull)
        .toList();
  }

  private static @Nullable Distribution compiled(
      SavedRecords records, String id, Function<byte[], Distribution> compile) {
    try {
      return compile.apply(Objects.requireNonNull(records.value(id)));
    } catch (IOException | RuntimeException e) {
      LOG.errorf("%s, as it was saved, cannot be read, waiting for the topic: %s", id, e);
      return null;
    }
  }

  /** Returns once the disk has these distributions as they are in the table now. */
  void save(Collection<String> changed, HostTable table) throws IOException {
    SavedRecords opened = records;
    if (opened == null) {
      opened = SavedRecords.open(path);
      records = opened;
      save(opened, everything(opened, table), table);
    } else {
      save(opened, changed, table);
    }
  }

  private static void save(SavedRecords to, Collection<String> ids, HostTable table)
      throws IOException {
    for (String id : ids) {
      Distribution distribution = table.get(id);
      if (distribution == null) {
        to.remove(id);
      } else {
        to.put(id, ContractJson.write(distribution.snapshot()));
      }
    }
    to.flush();
  }

  private static Set<String> everything(SavedRecords opened, HostTable table) {
    Set<String> ids = new HashSet<>(opened.keys());
    table.all().forEach(distribution -> ids.add(distribution.id()));
    return ids;
  }
}
