package dev.perigee.router.guess;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * What stands in a file that the operator brings, read anew when another one has taken its place.
 * One that cannot be read leaves what was read before in use, whole. Thread-safe.
 */
final class FollowedFile<T> {

  private static final Logger LOG = Logger.getLogger(FollowedFile.class);

  /** Reads a file's form. */
  interface Form<T> {
    /**
     * Blocks.
     *
     * @throws IllegalArgumentException that says what is wrong with the content, and where
     */
    T read(Path file) throws IOException;
  }

  /** A file as it was found. */
  private record Seen(FileTime changed, long bytes) {}

  private final Path file;
  private final Form<T> form;
  private volatile @Nullable T content;
  private volatile long version;
  private @Nullable Seen seen;
  private String lastRefusal = "";

  FollowedFile(Path file, Form<T> form) {
    this.file = file;
    this.form = form;
    check();
  }

  /** Reads the file if it is not the one that was looked at last. Blocks. */
  synchronized void check() {
    try {
      Seen now = new Seen(Files.getLastModifiedTime(file), Files.size(file));
      if (!now.equals(seen)) {
        seen = now;
        content = form.read(file);
        version++;
        lastRefusal = "";
        LOG.infof("%s of %s is in use", file, now.changed());
      }
    } catch (IOException | RuntimeException e) {
      refuse(e.toString());
    }
  }

  /** Says once what is wrong. */
  private void refuse(String reason) {
    if (!reason.equals(lastRefusal)) {
      LOG.errorf("%s is not in use: %s", file, reason);
    }
    lastRefusal = reason;
  }

  /** Null where nothing could be read yet. */
  @Nullable T content() {
    return content;
  }

  /** How many times something was read. */
  long version() {
    return version;
  }
}
