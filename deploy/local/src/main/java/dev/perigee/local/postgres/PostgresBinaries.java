package dev.perigee.local.postgres;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * PostgreSQL's programs, unpacked from the artifact on the class path.
 *
 * @param directory holds {@code bin}, {@code lib} and {@code share}
 */
public record PostgresBinaries(Path directory) {

  private static final Set<PosixFilePermission> EXECUTABLE =
      PosixFilePermissions.fromString("rwxr-xr-x");

  /**
   * Unpacks the programs for this machine below {@code parent}, unless they are there already.
   * Several processes may do so at once: each unpacks for itself, and the first to be done wins.
   */
  public static PostgresBinaries unpackedBelow(Path parent) throws IOException {
    String archive = archiveName(System.getProperty("os.name"), System.getProperty("os.arch"));
    Path directory = parent.resolve(archive.substring(0, archive.indexOf('.')));
    if (Files.isDirectory(directory)) {
      return new PostgresBinaries(directory);
    }
    Files.createDirectories(parent);
    Path unfinished = Files.createTempDirectory(parent, ".unpacking-");
    try {
      unpack(archive, unfinished);
      moveOnce(unfinished, directory);
    } finally {
      deleteTree(unfinished);
    }
    return new PostgresBinaries(directory);
  }

  public Path program(String name) {
    return directory.resolve("bin").resolve(name);
  }

  static String archiveName(String osName, String osArch) {
    if (!osName.equals("Linux")) {
      throw new UnsupportedOperationException(
          "PostgreSQL for " + osName + " is not packaged (expected: Linux)");
    }
    return switch (osArch) {
      case "amd64", "x86_64" -> "postgres-linux-x86_64.txz";
      case "aarch64" -> "postgres-linux-arm_64.txz";
      default ->
          throw new UnsupportedOperationException(
              "PostgreSQL for " + osArch + " is not packaged (expected: amd64 or aarch64)");
    };
  }

  private static void unpack(String archive, Path target) throws IOException {
    InputStream packed = PostgresBinaries.class.getResourceAsStream("/" + archive);
    if (packed == null) {
      throw new IOException(archive + " is not on the class path");
    }
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(packed)))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        unpackEntry(tar, entry, target);
      }
    }
  }

  private static void unpackEntry(TarArchiveInputStream tar, TarArchiveEntry entry, Path target)
      throws IOException {
    Path path = entry.resolveIn(target);
    if (entry.isDirectory()) {
      Files.createDirectories(path);
      return;
    }
    Files.createDirectories(path.getParent());
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
      return;
    }
    Files.copy(tar, path);
    if ((entry.getMode() & 0100) != 0) {
      Files.setPosixFilePermissions(path, EXECUTABLE);
    }
  }

  private static void moveOnce(Path unfinished, Path directory) throws IOException {
    Files.setPosixFilePermissions(unfinished, EXECUTABLE);
    try {
      Files.move(unfinished, directory, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      if (!Files.isDirectory(directory)) {
        throw e;
      }
      // Another process was first.
    }
  }

  private static void deleteTree(Path root) throws IOException {
    if (!Files.exists(root)) {
      return;
    }
    List<Path> deepestFirst = new ArrayList<>();
    try (Stream<Path> paths = Files.walk(root)) {
      paths.sorted(Comparator.reverseOrder()).forEach(deepestFirst::add);
    }
    for (Path path : deepestFirst) {
      Files.deleteIfExists(path);
    }
  }
}
