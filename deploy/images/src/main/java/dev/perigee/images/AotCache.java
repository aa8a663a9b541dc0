package dev.perigee.images;

import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A service's classes as its JVM has them once they are loaded and linked, with what was found
 * worth compiling (JEP 483, 514, 515): a file that the JVM maps at its start. It goes with one
 * runtime, one set of jars, and their sizes and times; a JVM that finds anything else does without
 * it.
 */
record AotCache(Path file) {

  static final String NAME = "perigee.aot";

  /**
   * The cache's objects (6 MB at most) go to where the heap keeps old ones, in whole or not at all,
   * and a JVM that has no room for them at its start ends. The heap of a small container begins
   * with less than they take.
   */
  private static final String FIRST_HEAP = "-Xms32m";

  /** What cannot be used of its compiled code is done without, and is no news to anyone. */
  private static final String LOG = "-Xlog:aot=error,aot+codecache+stubs=error";

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
    return List.of(
        FIRST_HEAP,
        LOG,
        "-XX:AOTCache=" + folder + "/" + NAME,
        "-jar",
        folder + "/" + FlatJar.NAME);
  }

  /** What a JVM is told that is to write it when it ends. */
  static List<String> write(String folder) {
    return List.of(
        "-XX:AOTCacheOutput=" + folder + "/" + NAME, "-jar", folder + "/" + FlatJar.NAME);
  }

  /**
   * What a JVM is told that is to end at once, and to fail where it cannot use the cache.
   *
   * @param conditions of the container, as the JVM would see them there
   */
  static List<String> check(String folder, List<String> conditions) {
    List<String> told = new ArrayList<>(conditions);
    Collections.addAll(
        told,
        FIRST_HEAP,
        "-XX:AOTMode=on",
        "-XX:AOTCache=" + folder + "/" + NAME,
        "-cp",
        folder + "/" + FlatJar.NAME,
        "--version");
    return told;
  }
}
