package dev.perigee.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program of the system, run once. */
final class Tool {

  private static final Duration LIMIT = Duration.ofSeconds(90);

  private Tool() {}

  /** What it printed on either output, and how it ended. */
  record Result(int exitCode, String output) {
    /** What it printed; fails where it did not succeed. */
    String succeeded() {
      if (exitCode != 0) {
        throw new AssertionError("ended with " + exitCode + ": " + output);
      }
      return output;
    }
  }

  static Result run(Path directory, String... command) throws IOException, InterruptedException {
    Path output = Files.createTempFile(directory, "tool-", ".out");
    Process process =
        new ProcessBuilder(List.of(command))
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    process.getOutputStream().close();
    if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError(
          String.join(" ", command) + " took more than " + LIMIT + ": " + Files.readString(output));
    }
    return new Result(process.exitValue(), Files.readString(output));
  }
}
