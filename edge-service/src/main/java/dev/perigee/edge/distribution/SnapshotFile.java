package dev.perigee.edge.distribution;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.perigee.contracts.ContractJson;
import dev.perigee.contracts.DistributionSnapshot;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * The distributions on disk, one JSON record a line, so that an edge starts with nothing else
 * alive. A file is written beside the old one and takes its place whole, once the disk has it: not
 * even a power cut leaves half a file.
 */
final class SnapshotFile {

  private final Path file;

  SnapshotFile(Path directory) {
    this.file = directory.resolve("distributions.jsonl");
  }

  /** Empty where there is no file yet. */
  List<DistributionSnapshot> read() throws IOException {
    List<DistributionSnapshot> snapshots = new ArrayList<>();
    try (var lines = Files.lines(file)) {
      lines.forEach(line ->
          snapshots.add(
              ContractJson.read(
                  line.getBytes(StandardCharsets.UTF_8), DistributionSnapshot.class)));
    } catch (NoSuchFileException e) {
      return List.of();
    }
    return snapshots;
  }

  void write(Collection<DistributionSnapshot> snapshots) throws IOException {
    Files.createDirectories(file.getParent());
    Path next = file.resolveSibling(file.getFileName() + ".next");
    try (FileChannel channel = FileChannel.open(next, CREATE, TRUNCATE_EXISTING, WRITE)) {
      OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel));
      for (DistributionSnapshot snapshot : snapshots) {
        out.write(ContractJson.write(snapshot));
        out.write('\n');
      }
      out.flush();
      channel.force(true);
    }
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
