package dev.perigee.local.suite;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * Keeps the parts' logs within bounds: of each, the present file and the one before. Parts append
 * to their file themselves, so that a full one is copied away and cut to nothing; what a part
 * writes between those two is lost.
 */
final class PartLogs {

  static final long LARGEST_BYTES = 16L << 20;

  private static final String SUFFIX = ".log";
  private static final String PREVIOUS = ".1";

  private final Path directory;

  PartLogs(Path directory) {
    this.directory = directory;
  }

  /** Begins new files, keeping those of the last start. */
  void begin() throws IOException {
    for (Path log : all()) {
      Files.move(log, previous(log), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** Moves away what has grown too large. */
  void trim() throws IOException {
    for (Path log : all()) {
      if (Files.size(log) > LARGEST_BYTES) {
        Files.copy(log, previous(log), StandardCopyOption.REPLACE_EXISTING);
        try (FileChannel file = FileChannel.open(log, StandardOpenOption.WRITE)) {
          file.truncate(0);
        }
      }
    }
  }

  private List<Path> all() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(file -> file.toString().endsWith(SUFFIX)).toList();
    }
  }

  private static Path previous(Path log) {
    return log.resolveSibling(log.getFileName() + PREVIOUS);
  }
}
