package dev.perigee.images;

import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The part of this JDK that the services need, linked into a runtime of its own. */
final class JavaRuntime {

  static final String FOLDER = "/opt/java";

  /** What any of the services uses, and jcmd to look into a running one. */
  private static final List<String> MODULES =
      List.of(
          "java.base",
          "java.desktop",
          "java.instrument",
          "java.management",
          "java.naming",
          "java.net.http",
          "java.rmi",
          "java.security.jgss",
          "java.security.sasl",
          "java.sql",
          "jdk.jcmd",
          "jdk.jfr",
          "jdk.management",
          "jdk.net",
          "jdk.unsupported",
          "jdk.zipfs");

  private final Path folder;

  private JavaRuntime(Path folder) {
    this.folder = folder;
  }

  /** Links the runtime below a folder, unless one of this Java version lies there already. */
  static JavaRuntime linkedBelow(Path work) throws IOException {
    Path jdk = Path.of(System.getProperty("java.home"));
    Path folder = work.resolve("java-" + Runtime.version() + "-" + MODULES.hashCode());
    if (!Files.isRegularFile(folder.resolve("release"))) {
      Folders.delete(folder);
      Files.createDirectories(work);
      Program.run(
          work,
          List.of(
              jdk.resolve("bin/jlink").toString(),
              "--add-modules",
              String.join(",", MODULES),
              "--no-header-files",
              "--no-man-pages",
              "--compress=zip-0",
              "--generate-cds-archive",
              "--output",
              folder.toString()));
    }
    return new JavaRuntime(folder);
  }

  Path java() {
    return folder.resolve("bin/java");
  }

  FileEntriesLayer layer() throws IOException {
    return Folders.layer("java", folder, FOLDER);
  }

  /** The name and version under which catalogues of vulnerabilities know it. */
  Component component() {
    return Component.platform("openjdk", Runtime.version().toString());
  }
}
