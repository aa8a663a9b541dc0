package dev.perigee.edge.accesslog;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.jboss.logging.Logger;

/**
 * The files that are written no more: compresses them, delivers them where that is configured, and
 * deletes the oldest beyond the bound on all. What there is to do, the directory tells, also after
 * a restart. Of one thread; blocks.
 */
final class Archive {

  private static final Logger LOG = Logger.getLogger(Archive.class);

  private final Path directory;
  private final long maxBytes;
  private final Optional<Delivery> delivery;
  private final AccessLogMeter meter;

  Archive(Path directory, long maxBytes, Optional<Delivery> delivery, AccessLogMeter meter) {
    this.directory = directory;
    this.maxBytes = maxBytes;
    this.delivery = delivery;
    this.meter = meter;
  }

  /** A file in the directory. */
  private record Found(Path path, long bytes, FileTime changed) {

    static Found at(Path path) {
      try {
        return new Found(path, Files.size(path), Files.getLastModifiedTime(path));
      } catch (IOException e) {
        return new Found(path, 0, FileTime.fromMillis(0)); // gone in the meantime
      }
    }
  }

  /** Takes up what a former process left; before anything is written. */
  void recover() throws IOException {
    for (Found found : found()) {
      LogName name = LogName.ofStage(found.path());
      if (found.path().equals(name.open())) {
        Files.move(found.path(), name.closed());
      } else if (found.path().equals(name.part())) {
        Files.delete(found.path());
      }
    }
  }

  /** Compresses what is ready for it. */
  void compress() throws IOException {
    for (Found found : found()) {
      LogName name = LogName.ofStage(found.path());
      if (found.path().equals(name.closed())) {
        compress(name);
      }
    }
  }

  private static void compress(LogName name) throws IOException {
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(name.part()))) {
      Files.copy(name.closed(), out);
    }
    Files.move(name.part(), name.file(), StandardCopyOption.ATOMIC_MOVE);
    Files.delete(name.closed());
  }

  /**
   * Delivers finished files, the oldest first, until one cannot be; false then. That one and those
   * after it stay for the next time.
   */
  boolean deliver() throws IOException, InterruptedException {
    if (delivery.isEmpty()) {
      return true;
    }
    for (Found found : finished()) {
      Path within = directory.relativize(found.path());
      String bucket = within.getName(0).toString();
      String key = within.subpath(1, within.getNameCount()).toString();
      try {
        delivery.get().put(bucket, key, found.path());
      } catch (IOException e) {
        meter.notDelivered();
        LOG.warnf("%s was not delivered, to be tried again: %s", within, e.getMessage());
        return false;
      }
      meter.delivered();
      Files.delete(found.path());
    }
    return true;
  }

  /** Deletes the oldest finished files until all files together keep the bound. */
  void prune() throws IOException {
    long bytes = found().stream().mapToLong(Found::bytes).sum();
    for (Found oldest : finished()) {
      if (bytes <= maxBytes) {
        return;
      }
      LOG.warnf("%s is deleted: access logs take more than %d bytes", oldest.path(), maxBytes);
      Files.delete(oldest.path());
      meter.discarded();
      bytes -= oldest.bytes();
    }
  }

  private List<Found> finished() throws IOException {
    return found().stream()
        .filter(found -> found.path().toString().endsWith(LogName.FINAL))
        .sorted(Comparator.comparing(Found::changed))
        .toList();
  }

  private List<Found> found() throws IOException {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(Files::isRegularFile).map(Found::at).toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }
}
