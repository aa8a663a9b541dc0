package dev.perigee.local.suite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether there is room for what the suite writes. */
final class DiskSpace {

  /** Enough for fresh logs, a database and the broker's segments. */
  static final long NEEDED_MEGABYTES = 512;

  private static final long USED_UP_MEGABYTES = 16;
  private static final long MEGABYTE = 1 << 20;

  private DiskSpace() {}

  /**
   * @throws SuiteException where less than {@link #NEEDED_MEGABYTES} are free
   */
  static void check(Path directory) throws IOException, SuiteException {
    check(directory, freeMegabytes(directory));
  }

  /** Whether a failure to write there needs no other explanation. */
  static boolean isUsedUp(Path directory) {
    try {
      return freeMegabytes(directory) < USED_UP_MEGABYTES;
    } catch (IOException e) {
      return false;
    }
  }

  private static long freeMegabytes(Path directory) throws IOException {
    return Files.getFileStore(directory).getUsableSpace() / MEGABYTE;
  }

  static void check(Path directory, long freeMegabytes) throws SuiteException {
    if (freeMegabytes < NEEDED_MEGABYTES) {
      throw new SuiteException(
          "the disk of "
              + directory
              + " is full: "
              + freeMegabytes
              + " MB free (expected: at least "
              + NEEDED_MEGABYTES
              + " MB)");
    }
  }
}
