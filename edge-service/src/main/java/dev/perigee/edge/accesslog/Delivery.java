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
   */
  void put(String bucket, String key, Path file) throws IOException, InterruptedException;
}
