package dev.perigee.local.suite;

import dev.perigee.local.certificate.LocalCertificates;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All that a suite keeps: its parts' data, logs and process ids, and the endpoints of a suite that
 * is up. One supervisor at a time holds its lock.
 */
final class StateDirectory {

  private static final String LOCK = "lock";
  private static final String LOGS = "logs";

  private final Path root;

  /** Kept reachable: a channel that is collected is closed, and its lock is gone. */
  private @Nullable FileLock lock;

  StateDirectory(Path root) {
    this.root = root;
  }

  Path root() {
    return root;
  }

  /** The folder of one part's own data. */
  Path data(String part) {
    return root.resolve("data").resolve(part);
  }

  Path logs() {
    return root.resolve(LOGS);
  }

  Path log(String part) {
    return logs().resolve(part + ".log");
  }

  /** One file for each running part: its process id and the time at which that started. */
  Path processes() {
    return root.resolve("run");
  }

  /** What edges show to viewers over HTTPS. */
  LocalCertificates certificates() {
    return new LocalCertificates(root);
  }

  /** How to reach the supervisor. */
  Path control() {
    return root.resolve("control");
  }

  Path endpoints() {
    return root.resolve("endpoints.json");
  }

  /** Shell lines that export what the AWS tools need. */
  Path environment() {
    return root.resolve("env");
  }

  /**
   * Makes the directory where there is none, and takes its lock, which lasts as long as this
   * process.
   *
   * @return false where another supervisor holds it
   */
  boolean lock() throws IOException {
    Files.createDirectories(root);
    FileChannel channel =
        FileChannel.open(root.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      FileLock taken = channel.tryLock();
      if (taken != null) {
        lock = taken;
        return true;
      }
    } catch (OverlappingFileLockException e) {
      // Held within this process.
    }
    channel.close();
    return false;
  }

  /** Makes the folders that every start needs. Call with the lock held. */
  void prepare() throws IOException {
    for (Path folder : List.of(root.resolve("data"), logs(), processes())) {
      Files.createDirectories(folder);
    }
    forgetEndpoints();
  }

  /** Removes the traces of a suite that is up. */
  void forgetEndpoints() throws IOException {
    Files.deleteIfExists(endpoints());
    Files.deleteIfExists(environment());
    Files.deleteIfExists(control());
  }

  /** Deletes everything but the lock, which the caller holds. */
  void empty() throws IOException {
    List<Path> deepestFirst;
    try (Stream<Path> paths = Files.walk(root)) {
      deepestFirst = paths.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : deepestFirst) {
      if (!path.equals(root) && !path.equals(root.resolve(LOCK))) {
        Files.deleteIfExists(path);
      }
    }
  }

  /** Writes a file that only its owner can read, whole or not at all. */
  static void writePrivately(Path file, String content) throws IOException {
    Path unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
    Files.deleteIfExists(unfinished);
    Files.createFile(
        unfinished,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(unfinished, content);
    Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Says in one line why a file could not be used. */
  static String reason(IOException failure) {
    return switch (failure) {
      case AccessDeniedException denied -> "no permission for " + denied.getFile();
      case NoSuchFileException missing -> missing.getFile() + " cannot be made";
      case FileSystemException other when other.getReason() != null ->
          other.getFile() + ": " + other.getReason();
      default -> String.valueOf(failure.getMessage());
    };
  }
}
