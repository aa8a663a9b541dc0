package dev.perigee.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** A cache under test. */
interface Contender extends AutoCloseable {

  /** What a cache says of a hit: its {@code X-Cache}, or Traffic Server's {@code Via}. */
  Pattern HIT = Pattern.compile("(?im)^(x-cache: hit|via:.*\\[c[HR])");

  /** For HTTP/1.1 without TLS. */
  int port();

  /** For TLS; 0 where it has none. */
  default int securePort() {
    return 0;
  }

  /** The host name that its requests carry. */
  default String host() {
    return "bench.localhost";
  }

  /** The processes whose processor time counts. */
  List<Long> pids();

  /** Whether it becomes cheaper the longer it runs. */
  default boolean compiles() {
    return false;
  }

  @Override
  void close();

  /** Keeps it on core 0, with all the threads that it has by now. */
  default void pin() throws IOException, InterruptedException {
    for (long pid : pids()) {
      Cores.pin(pid, 0);
    }
  }

  /** Whether it can take part. */
  default boolean knows(HitCase hit) {
    return !hit.wire().isSecure() || securePort() != 0;
  }

  /** Asks twice, and fails unless the second answer is whole and comes from the cache. */
  default void requireHit(String path, int bytes) throws IOException, InterruptedException {
    requireHit(new HitCase(Wire.HTTP1, "", path, bytes, 1, 1, List.of()));
  }

  /** Asks twice, and fails unless the second answer is what it is to be, from the cache. */
  default void requireHit(HitCase hit) throws IOException, InterruptedException {
    String answer = "";
    for (int i = 0; i < 2; i++) {
      List<String> command =
          new ArrayList<>(List.of("curl", "-sk", "--http1.1", "-o", "/dev/null"));
      command.addAll(List.of("-D", "-", "-w", "bytes: %{size_download}"));
      command.addAll(List.of("-H", "Host: " + host()));
      hit.headers().forEach(header -> command.addAll(List.of("-H", header)));
      command.add(url(hit.wire(), hit.path()));
      answer = Programs.output(command, Map.of());
    }
    boolean whole = hit.bytes() == HitCase.ANY_BYTES || answer.endsWith("bytes: " + hit.bytes());
    if (!HIT.matcher(answer).find() || !whole) {
      throw new IOException(
          url(hit.wire(), hit.path()) + " is not a hit of " + hit.bytes() + " bytes: " + answer);
    }
  }

  default String url(String path) {
    return url(Wire.HTTP1, path);
  }

  default String url(Wire wire, String path) {
    return wire.scheme() + "://127.0.0.1:" + (wire.isSecure() ? securePort() : port()) + path;
  }
}
