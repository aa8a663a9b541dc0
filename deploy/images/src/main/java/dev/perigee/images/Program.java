package dev.perigee.images;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A program of the machine, run to its end. */
final class Program {

  private Program() {}

  /** Returns what the program printed; fails with it where the program does not succeed. */
  static String run(Path directory, List<String> command) {
    return run(directory, command, Map.of());
  }

  /**
   * Returns what the program printed; fails with it where the program does not succeed.
   *
   * @param environment beside that of this process
   */
  static String run(Path directory, List<String> command, Map<String, String> environment) {
    try {
      ProcessBuilder program =
          new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
      program.environment().putAll(environment);
      Process process = program.start();
      process.getOutputStream().close();
      String printed =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      int exit = process.waitFor();
      if (exit != 0) {
        throw new ImageException(
            "%s ended with %d: %s".formatted(String.join(" ", command), exit, printed));
      }
      return printed;
    } catch (IOException e) {
      throw new ImageException("%s cannot be run".formatted(command.getFirst()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ImageException("interrupted while running " + command.getFirst(), e);
    }
  }
}
