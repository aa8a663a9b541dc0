package dev.perigee.local.launch;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The built programs of this repository, in their Maven target folders.
 *
 * @param root the repository's root
 */
public record Installation(Path root) {

  /** Names the repository's root where the working directory does not lie in it. */
  public static final String ROOT_PROPERTY = "perigee.root";

  /**
   * Finds the installation by the system property {@value #ROOT_PROPERTY}, or else above the
   * working directory.
   *
   * @throws IllegalStateException where there is none
   */
  public static Installation find() {
    String named = System.getProperty(ROOT_PROPERTY);
    if (named != null) {
      return new Installation(Path.of(named).toAbsolutePath().normalize());
    }
    Path start = Path.of("").toAbsolutePath();
    for (Path directory = start; directory != null; directory = directory.getParent()) {
      if (Files.isRegularFile(directory.resolve("deploy/local/pom.xml"))) {
        return new Installation(directory);
      }
    }
    throw new IllegalStateException(
        "no deploy/local above "
            + start
            + " (expected: a folder of Perigee's repository, or -D"
            + ROOT_PROPERTY
            + ")");
  }

  /** The class path of the broker's, the cache servers' and the supervisor's own main classes. */
  public String classPath() {
    return jar() + ":" + target().resolve("lib") + "/*";
  }

  /** The jar of {@code deploy/local} itself, without what it stands on. */
  public Path jar() {
    return target().resolve("local.jar");
  }

  /** Whether {@code deploy/local} has been packaged. */
  public boolean isBuilt() {
    return Files.isDirectory(target().resolve("lib")) && Files.isRegularFile(jar());
  }

  /** What the broker and the cache servers log, and how. */
  public Path loggingConfiguration() {
    return target().resolve("classes/part-logging.properties");
  }

  /** Ends the parts of a supervisor that is gone. */
  public Path reapScript() {
    return target().resolve("classes/reap.sh");
  }

  /** Where PostgreSQL's programs are unpacked, once for all state directories. */
  public Path postgresPrograms() {
    return target().resolve("postgres");
  }

  /** The runnable jar of a Quarkus service. */
  public Path serviceJar(String module) {
    return root.resolve(module).resolve("target/quarkus-app/quarkus-run.jar");
  }

  /** The Java program that runs this process also runs the parts. */
  public Path java() {
    return Path.of(System.getProperty("java.home"), "bin", "java");
  }

  private Path target() {
    return root.resolve("deploy/local/target");
  }
}
