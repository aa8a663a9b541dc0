package dev.perigee.local.suite;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/** The supervisor's own log. A line that cannot be written is not worth ending the suite for. */
final class Journal {

  private final Path file;
  private final InstantSource clock;

  Journal(Path file, InstantSource clock) {
    this.file = file;
    this.clock = clock;
  }

  synchronized void write(String line) {
    String entry = clock.instant().truncatedTo(ChronoUnit.MILLIS) + " " + line + "\n";
    try {
      Files.writeString(file, entry, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      // A disk that is full ends the parts that need it, and they are told.
    }
  }

  /** Also shown to the person at the terminal. */
  synchronized void say(PrintStream out, String line) {
    out.println(line);
    write(line.strip());
  }
}
