package dev.perigee.benchmarks;

import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** A cache under test. */
interface Contender extends AutoCloseable {

  int port();

  /** The host name that its requests carry. */
  String host();

  /** The processes whose processor time counts. */
  List<Long> pids();

  @Override
  void close();

  /** Asks twice, and fails unless the second answer is whole and comes from the cache. */
  default void requireHit(String path, int bytes) throws IOException, InterruptedException {
    Programs.output("curl", "-sf", "-o", "/dev/null", "-H", "Host: " + host(), url(path));
    String head =
        Programs.output(
            "curl", "-sf", "-o", "/dev/null", "-D", "-", "-H", "Host: " + host(), url(path));
    boolean hit = head.toLowerCase(Locale.ROOT).contains("x-cache: hit");
    if (!hit || !head.toLowerCase(Locale.ROOT).contains("content-length: " + bytes)) {
      throw new IOException(url(path) + " is not a hit of " + bytes + " bytes: " + head);
    }
  }

  default String url(String path) {
    return "http://127.0.0.1:" + port() + path;
  }
}
