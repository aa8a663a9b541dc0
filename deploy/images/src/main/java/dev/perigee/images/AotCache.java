package dev.perigee.images;

import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import java.nio.file.Path;
import java.util.List;

/**
 * A service's classes as its JVM has them once they are loaded and linked, with what was found
 * worth compiling (JEP 483, 514, 515): a file that the JVM maps at its start. It goes with one
 * runtime, one set of jars, and their sizes and times; a JVM that finds anything else does without
 * it.
 */
record AotCache(Path file) {

  static final String NAME = "perigee.aot";

  /** The jar that it was written with. */
  Path jar() {
    return file.resolveSibling(FlatJar.NAME);
  }

  FileEntriesLayer layer() {
    return FileEntriesLayer.builder()
        .setName("cache")
        .addEntry(file, AbsoluteUnixPath.get(Application.FOLDER + "/" + NAME))
        .build();
  }

  /** What a JVM is told that is to use it. */
  static List<String> use(String folder) {
    return List.of("-XX:AOTCache=" + folder + "/" + NAME, "-jar", folder + "/" + FlatJar.NAME);
  }

  /** What a JVM is told that is to write it when it ends. */
  static List<String> write(String folder) {
    return List.of(
        "-XX:AOTCacheOutput=" + folder + "/" + NAME, "-jar", folder + "/" + FlatJar.NAME);
  }

  /** What a JVM is told that is to end at once, and to fail where it cannot use the cache. */
  static List<String> check(String folder) {
    return List.of(
        "-XX:AOTMode=on",
        "-XX:AOTCache=" + folder + "/" + NAME,
        "-cp",
        folder + "/" + FlatJar.NAME,
        "--version");
  }
}
