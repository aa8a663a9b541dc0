package dev.perigee.config.auth;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jboss.logging.Logger;

/**
 * Access keys in a directory, one file each: its name is the key's id, its only line {@code
 * SECRET[:ACCOUNT[:ACCESS]]}.
 *
 * <p>The directory is read again by whoever asks after {@link #INTERVAL} has passed; those who ask
 * meanwhile get what was known before. A set with anything wrong in it is not used at all: the last
 * good one stays in force, and the log says why, once.
 *
 * <p>Kubernetes mounts a Secret as links through {@code ..data}, which it turns in one step to a
 * new directory. So all files of one reading are taken from where that link leads to.
 */
final class AccessKeyDirectory {

  static final Duration INTERVAL = Duration.ofSeconds(3);
  static final int MAX_KEYS = 1_000;
  static final int MAX_FILE_BYTES = 1_024;

  private static final Logger LOG = Logger.getLogger(AccessKeyDirectory.class);
  private static final String SETTING = "perigee.config.access-keys-directory";
  private static final String KUBERNETES_LINK = "..data";

  private final Path directory;
  private final InstantSource clock;
  private final ReentrantLock reading = new ReentrantLock();
  private volatile Instant nextReading = Instant.MIN;
  private volatile Map<String, AccessKey> keys = Map.of();
  private String lastFailure = "";

  AccessKeyDirectory(Path directory, InstantSource clock) {
    this.directory = directory;
    this.clock = clock;
  }

  /** The keys in force, by their ids. */
  Map<String, AccessKey> keys() {
    if (!clock.instant().isBefore(nextReading) && reading.tryLock()) {
      try {
        refresh();
        nextReading = clock.instant().plus(INTERVAL);
      } finally {
        reading.unlock();
      }
    }
    return keys;
  }

  private void refresh() {
    try {
      Map<String, AccessKey> found = read();
      if (!found.equals(keys)) {
        LOG.infof("%s: %d access keys are in force now", SETTING, found.size());
      }
      keys = found;
      lastFailure = "";
    } catch (IOException | IllegalArgumentException e) {
      String failure = String.valueOf(e);
      if (!failure.equals(lastFailure)) {
        LOG.errorf("%s: %s; the %d keys known before stay in force", SETTING, failure, keys.size());
      }
      lastFailure = failure;
    }
  }

  private Map<String, AccessKey> read() throws IOException {
    Path link = directory.resolve(KUBERNETES_LINK);
    Path generation = (Files.exists(link) ? link : directory).toRealPath();
    Map<String, AccessKey> found = new HashMap<>();
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(
            generation,
            file -> !file.getFileName().toString().startsWith(".") && Files.isRegularFile(file))) {
      for (Path file : files) {
        if (found.size() == MAX_KEYS) {
          throw new IllegalArgumentException("more than " + MAX_KEYS + " files");
        }
        String id = file.getFileName().toString();
        found.put(id, key(id, file));
      }
    }
    return Map.copyOf(found);
  }

  private static AccessKey key(String id, Path file) throws IOException {
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file)) {
      bytes = in.readNBytes(MAX_FILE_BYTES + 1);
    }
    if (bytes.length > MAX_FILE_BYTES) {
      throw new IllegalArgumentException(id + ": more than " + MAX_FILE_BYTES + " bytes");
    }
    String line = new String(bytes, StandardCharsets.UTF_8).strip();
    if (line.lines().count() > 1) {
      throw new IllegalArgumentException(id + ": more than one line");
    }
    try {
      return AccessKey.of(id, line);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(id + ": " + e.getMessage(), e);
    }
  }
}
