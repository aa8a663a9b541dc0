package dev.perigee.config.snapshot;

import dev.perigee.config.wire.ApiException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Values within bounds, and the errors where they are not. */
final class Limits {

  private Limits() {}

  /** Refuses a list that is too long. */
  static void count(String code, String path, int count, int max) {
    if (count > max) {
      throw new ApiException(code, path + ": " + count + " (expected: <= " + max + ")");
    }
  }

  static int between(
      String code, String path, @Nullable Integer value, int fallback, int min, int max) {
    int number = value == null ? fallback : value;
    if (number < min || number > max) {
      throw new ApiException(
          code, path + ": " + number + " (expected: " + min + " to " + max + ")");
    }
    return number;
  }

  static Duration seconds(
      String code, String path, @Nullable Integer value, int fallback, int min, int max) {
    return Duration.ofSeconds(between(code, path, value, fallback, min, max));
  }
}
