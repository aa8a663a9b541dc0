package dev.perigee.local.suite;

import java.util.Map;

/**
 * What an edge's JVM may take, so that what it is told to keep in memory has room there: bodies lie
 * outside the heap, what describes them in it.
 *
 * @param heapMegabytes its heap
 * @param directMegabytes memory outside the heap
 */
record EdgeMemory(int heapMegabytes, int directMegabytes) {

  private static final String MAX_BYTES = "PERIGEE_EDGE_MEMORY_MAX_BYTES";
  private static final String MAX_BYTES_LENT = "PERIGEE_EDGE_MEMORY_MAX_BYTES_LENT";

  private static final long DEFAULT_BYTES = 128L << 20;
  private static final long DEFAULT_BYTES_LENT = 32L << 20;

  /** What an edge takes beside what it keeps. */
  private static final int BASE_HEAP_MEGABYTES = 192;

  private static final int BASE_DIRECT_MEGABYTES = 96;

  /**
   * @param environment the edge's settings among others; one that is no number is left to the edge
   *     to refuse
   */
  static EdgeMemory of(Map<String, String> environment) {
    long kept = bytes(environment, MAX_BYTES, DEFAULT_BYTES);
    long lent = bytes(environment, MAX_BYTES_LENT, DEFAULT_BYTES_LENT);
    return new EdgeMemory(
        BASE_HEAP_MEGABYTES + megabytes(kept / 2), BASE_DIRECT_MEGABYTES + megabytes(kept + lent));
  }

  private static int megabytes(long bytes) {
    return (int) Math.min(bytes >> 20, 1 << 20);
  }

  private static long bytes(Map<String, String> environment, String name, long otherwise) {
    String value = environment.get(name);
    return value != null && value.matches("\\d{1,15}") ? Long.parseLong(value) : otherwise;
  }
}
