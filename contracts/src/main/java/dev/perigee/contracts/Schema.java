package dev.perigee.contracts;

/** Refuses records of a form that this code does not know. */
final class Schema {

  private Schema() {}

  static void check(String record, int found, int expected) {
    if (found != expected) {
      throw new IllegalArgumentException(
          record + ".schema: " + found + " (expected: " + expected + ")");
    }
  }
}
