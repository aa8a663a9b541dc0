package dev.perigee.edge.accesslog;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/**
 * The names of a log file through its life: {@code .open} while it is written, {@code .closed}
 * until it is compressed, {@code .part} meanwhile, and then its own, {@code <directory>/<bucket>/
 * <prefix><distribution>.<hour>.<unique>.gz}.
 *
 * @param file its own name
 */
record LogName(Path file) {

  static final String FINAL = ".gz";
  private static final String OPEN = ".open";
  static final String CLOSED = ".closed";
  private static final String PART = ".part";
  private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]*");
  private static final Pattern OUTSIDE = Pattern.compile("(^|.*/)(\\.{0,2})/.*|.*\\x00.*");

  /**
   * A name that no other file has.
   *
   * @param hour as in {@code 2026-11-22-04}
   * @throws IOException where the target's bucket or prefix leads out of the directory
   */
  static LogName fresh(Path directory, LogTarget target, String hour) throws IOException {
    if (!BUCKET.matcher(target.bucket()).matches() || OUTSIDE.matcher(target.prefix()).matches()) {
      throw new IOException(
          target.bucket() + "/" + target.prefix() + " (expected: a place within the directory)");
    }
    String unique =
        "%08x".formatted(ThreadLocalRandom.current().nextInt()).toLowerCase(Locale.ROOT);
    String name = target.prefix() + target.distributionId() + "." + hour + "." + unique + FINAL;
    return new LogName(directory.resolve(target.bucket()).resolve(name));
  }

  /** The name of which a file in the directory is a stage. */
  static LogName ofStage(Path stage) {
    String name = stage.toString();
    for (String suffix : new String[] {OPEN, CLOSED, PART}) {
      if (name.endsWith(suffix)) {
        return new LogName(Path.of(name.substring(0, name.length() - suffix.length())));
      }
    }
    return new LogName(stage);
  }

  Path open() {
    return stage(OPEN);
  }

  Path closed() {
    return stage(CLOSED);
  }

  Path part() {
    return stage(PART);
  }

  private Path stage(String suffix) {
    return file.resolveSibling(file.getFileName() + suffix);
  }
}
