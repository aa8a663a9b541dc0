package dev.perigee.edge.accesslog;

import java.io.IOException;
import java.nio.file.Path;

/** Where finished log files go. */
@FunctionalInterface
interface Delivery {

  /**
   * Stores a file; blocks until it is there.
   *
   * @param bucket domain name of the bucket
   * @param key name of the object there
   * @throws RefusedException where the server answers, but does not take it
   */
  void put(String bucket, String key, Path file) throws IOException, InterruptedException;

  /** A server's answer: this bucket does not take the file, another may. */
  final class RefusedException extends IOException {
    private static final long serialVersionUID = 1L;

    RefusedException(String message) {
      super(message);
    }
  }
}
