package dev.perigee.edge.accesslog;

import dev.perigee.edge.accesslog.Delivery.RefusedException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.Deflater;
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
    try (OutputStream out = new FastGzip(Files.newOutputStream(name.part()))) {
      Files.copy(name.closed(), out);
    }
    Files.move(name.part(), name.file(), StandardCopyOption.ATOMIC_MOVE);
    Files.delete(name.closed());
  }

  /** Half the processor time of the usual level, for files that are a twentieth larger. */
  private static final class FastGzip extends GZIPOutputStream {
    FastGzip(OutputStream out) throws IOException {
      super(out);
      def.setLevel(Deflater.BEST_SPEED);
    }
  }

  /**
   * Delivers finished files, the oldest first; true if there are none left. A bucket that refuses
   * one is left alone for this time, a server that does not answer ends it. What is not delivered
   * stays for the next time.
   */
  boolean deliver() throws IOException, InterruptedException {
    if (delivery.isEmpty()) {
      return true;
    }
    Set<String> refusing = new HashSet<>();
    for (Found found : oldestFirst(LogName.FINAL)) {
      Path within = directory.relativize(found.path());
      String bucket = within.getName(0).toString();
      if (refusing.contains(bucket)) {
        continue;
      }
      try {
        delivery
            .get()
            .put(bucket, within.subpath(1, within.getNameCount()).toString(), found.path());
        meter.delivered();
        Files.delete(found.path());
      } catch (RefusedException e) {
        notDelivered(within, e);
        refusing.add(bucket);
      } catch (IOException e) {
        notDelivered(within, e);
        return false;
      }
    }
    return refusing.isEmpty();
  }

  private void notDelivered(Path file, IOException cause) {
    meter.notDelivered();
    LOG.warnf("%s was not delivered, to be tried again: %s", file, cause.getMessage());
  }

  /**
   * Deletes the oldest files until all together keep the bound: finished ones first, then those
   * that wait to be compressed.
   */
  void prune() throws IOException {
    long bytes = found().stream().mapToLong(Found::bytes).sum();
    if (bytes <= maxBytes) {
      return;
    }
    List<Found> candidates = new ArrayList<>(oldestFirst(LogName.FINAL));
    candidates.addAll(oldestFirst(LogName.CLOSED));
    for (Found oldest : candidates) {
      if (bytes > maxBytes) {
        LOG.warnf("%s is deleted: access logs take more than %d bytes", oldest.path(), maxBytes);
        Files.delete(oldest.path());
        meter.discarded();
        bytes -= oldest.bytes();
      }
    }
  }

  private List<Found> oldestFirst(String suffix) throws IOException {
    return found().stream()
        .filter(found -> found.path().toString().endsWith(suffix))
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
