package dev.perigee.images;

import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A jar that has the JVM's own class loader load all of a service. {@code quarkus-run.jar} brings a
 * loader of its own, and of what that has loaded nothing goes into an {@link AotCache}.
 */
final class FlatJar {

  static final String NAME = "perigee.jar";

  private static final String MAIN_CLASS = "io.quarkus.runner.GeneratedMain";

  /** Classes that Quarkus has changed go before those of the same name that it has not. */
  private static final String CHANGED = "quarkus/transformed-bytecode.jar";

  private static final List<String> FOLDERS = List.of("quarkus", "app", "lib/boot", "lib/main");

  private FlatJar() {}

  /**
   * Writes the jar of a packaged service; the same one whenever it is made.
   *
   * @param application the folder with {@code quarkus-run.jar}
   */
  static Path write(Path application, Path target) throws IOException {
    Manifest manifest = manifestOf(application.resolve("quarkus-run.jar"));
    Attributes attributes = manifest.getMainAttributes();
    attributes.put(Attributes.Name.MAIN_CLASS, MAIN_CLASS);
    attributes.put(Attributes.Name.CLASS_PATH, String.join(" ", classPath(application)));
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    manifest.write(text);
    ZipEntry entry = new ZipEntry(JarFile.MANIFEST_NAME);
    entry.setLastModifiedTime(FileTime.from(FileEntriesLayer.DEFAULT_MODIFICATION_TIME));
    try (OutputStream file = Files.newOutputStream(target);
        ZipOutputStream jar = new ZipOutputStream(file)) {
      jar.putNextEntry(entry);
      text.writeTo(jar);
      jar.closeEntry();
    }
    return target;
  }

  private static Manifest manifestOf(Path jar) throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      return file.getManifest();
    }
  }

  private static List<String> classPath(Path application) throws IOException {
    List<String> jars = new ArrayList<>();
    for (String folder : FOLDERS) {
      try (Stream<Path> files = Files.list(application.resolve(folder))) {
        files
            .map(file -> application.relativize(file).toString())
            .filter(file -> file.endsWith(".jar"))
            .sorted(
                Comparator.comparing((String jar) -> !jar.equals(CHANGED))
                    .thenComparing(jar -> jar))
            .forEach(jars::add);
      }
    }
    return jars;
  }
}
