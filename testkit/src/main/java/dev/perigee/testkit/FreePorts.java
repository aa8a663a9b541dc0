package dev.perigee.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/**
 * Ports that nothing listens on at the moment. They lie below the range from which the kernel takes
 * the ports of outgoing connections, so that none of those takes one before its listener does.
 */
public final class FreePorts {

  private static final int FIRST = 15_000;
  private static final int COUNT = 16_000;

  private FreePorts() {}

  public static int one() {
    return some(1).getFirst();
  }

  /** Finds ports that differ from one another, starting at a random place. */
  public static List<Integer> some(int count) {
    List<Integer> found = new ArrayList<>();
    int start = (int) (Math.random() * COUNT);
    for (int i = 0; i < COUNT && found.size() < count; i++) {
      int port = FIRST + (start + i) % COUNT;
      if (isFree(port)) {
        found.add(port);
      }
    }
    if (found.size() < count) {
      throw new UncheckedIOException(
          new IOException("no " + count + " free ports from " + FIRST + " on"));
    }
    return List.copyOf(found);
  }

  /** Finds a port of which the neighbours, at each of the distances, are free too. */
  public static int withNeighbours(int... distances) {
    for (int attempt = 0; attempt < COUNT; attempt++) {
      int port = one();
      boolean free = true;
      for (int distance : distances) {
        free &= isFree(port + distance);
      }
      if (free) {
        return port;
      }
    }
    throw new UncheckedIOException(new IOException("no free port with free neighbours"));
  }

  static boolean isFree(int port) {
    try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return probe.isBound();
    } catch (IOException e) {
      return false;
    }
  }
}
