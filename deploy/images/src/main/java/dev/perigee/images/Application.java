package dev.perigee.images;

import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** A packaged service: Quarkus' folder of jars, in layers of which the upper ones change most. */
final class Application {

  static final String FOLDER = "/opt/perigee";

  private static final String OWN = "dev.perigee";

  private final Service service;
  private final Path folder;

  private Application(Service service, Path folder) {
    this.service = service;
    this.folder = folder;
  }

  static Application of(Service service, Path root) {
    Path folder = root.resolve(service.module()).resolve("target/quarkus-app");
    if (!Files.isRegularFile(folder.resolve("quarkus-run.jar"))) {
      throw new ImageException(
          "no %s (expected: the packaged service; ./mvnw -Dquick package)"
              .formatted(folder.resolve("quarkus-run.jar")));
    }
    return new Application(service, folder);
  }

  /**
   * @param beside files that are put beside the service's own
   */
  List<FileEntriesLayer> layers(List<Path> beside) throws IOException {
    FileEntriesLayer.Builder libraries = FileEntriesLayer.builder().setName("libraries");
    FileEntriesLayer.Builder own = FileEntriesLayer.builder().setName("service");
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        FileEntriesLayer.Builder layer = isLibrary(file) ? libraries : own;
        layer.addEntry(file, inImage(folder.relativize(file)));
      }
    }
    for (Path file : beside) {
      own.addEntry(file, inImage(file.getFileName()));
    }
    return List.of(libraries.build(), own.build());
  }

  /** Lays the files out in a folder, with the times that they have in the image. */
  void layOut(Path target) throws IOException {
    Folders.delete(target);
    FileTime time = FileTime.from(FileEntriesLayer.DEFAULT_MODIFICATION_TIME);
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copy = target.resolve(folder.relativize(file).toString());
        Files.createDirectories(copy.getParent());
        Files.setLastModifiedTime(Files.copy(file, copy), time);
      }
    }
    Files.setLastModifiedTime(FlatJar.write(target, target.resolve(FlatJar.NAME)), time);
  }

  private static AbsoluteUnixPath inImage(Path file) {
    return AbsoluteUnixPath.get(FOLDER + "/" + file);
  }

  private boolean isLibrary(Path file) {
    return folder.relativize(file).startsWith("lib")
        && !file.getFileName().toString().startsWith(OWN);
  }

  /** The libraries, as Quarkus lists them: {@code group:artifact:classifier:type:version}. */
  List<Component> components() throws IOException {
    List<Component> components = new ArrayList<>();
    for (String line : Files.readAllLines(folder.resolve("quarkus-app-dependencies.txt"))) {
      String[] part = line.strip().split(":", -1);
      if (part.length == 5) {
        String classifier = part[2].isEmpty() ? "" : "-" + part[2];
        String jar = "%s.%s-%s%s.jar".formatted(part[0], part[1], part[4], classifier);
        String qualifiers = part[2].isEmpty() ? "" : "?classifier=" + part[2];
        for (String place : List.of("lib/main", "lib/boot")) {
          Path file = folder.resolve(place).resolve(jar);
          if (Files.isRegularFile(file)) {
            components.add(Component.maven(part[0], part[1], part[4], qualifiers, hash(file)));
          }
        }
      }
    }
    if (components.isEmpty()) {
      throw new ImageException("%s: none of its libraries is listed".formatted(service.module()));
    }
    return components;
  }

  private static Component.Hash hash(Path file) throws IOException {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
      return new Component.Hash("SHA-256", HexFormat.of().formatHex(digest));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
