package dev.perigee.origin.catalog;

import dev.perigee.contracts.ContractJson;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.jboss.logging.Logger;

/**
 * The catalogue on disk. It is written beside and renamed into place, so that a reader finds either
 * the old one or the new one, whole. Blocks.
 */
final class CatalogFile {

  private static final Logger LOG = Logger.getLogger(CatalogFile.class);

  private final Path file;

  CatalogFile(Path directory) {
    this.file = directory.resolve("origins.json");
  }

  /** Reads what was saved last; empty where nothing was, or where it cannot be read. */
  SavedCatalog load() {
    if (!Files.exists(file)) {
      return SavedCatalog.empty();
    }
    try {
      return ContractJson.read(Files.readAllBytes(file), SavedCatalog.class);
    } catch (IOException | IllegalArgumentException e) {
      LOG.warnf("%s cannot be read, starting without it: %s", file, e.getMessage());
      return SavedCatalog.empty();
    }
  }

  void save(SavedCatalog catalog) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    Path written = file.resolveSibling(file.getFileName() + ".new");
    try (FileChannel channel =
        FileChannel.open(
            written,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      ByteBuffer bytes = ByteBuffer.wrap(ContractJson.write(catalog));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
    Files.move(written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  @Override
  public String toString() {
    return file.toString();
  }
}
