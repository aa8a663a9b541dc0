package dev.perigee.benchmarks;

import java.util.List;
import java.util.Locale;

/**
 * What is asked for, and how.
 *
 * @param request what is special about the requests; empty for nothing
 * @param path of the object
 * @param bytes of each answer's body; {@link #ANY_BYTES} where nobody can tell
 * @param connections that viewers hold open
 * @param streams at a time on each of them
 * @param headers of each request, as {@code Name: value}
 */
record HitCase(
    Wire wire,
    String request,
    String path,
    int bytes,
    int connections,
    int streams,
    List<String> headers) {

  /** A body is as long as it is. */
  static final int ANY_BYTES = -1;

  private static final int HTTP1_CONNECTIONS = 32;
  private static final int HTTP2_CONNECTIONS = 16;

  /** A whole object over HTTP/1.1, with or without TLS, on 32 connections that are kept alive. */
  static HitCase whole(Wire wire, int bytes) {
    return new HitCase(wire, "", path(bytes), bytes, HTTP1_CONNECTIONS, 1, List.of());
  }

  /** A whole object over HTTP/2 on 16 connections. */
  static HitCase multiplexed(int bytes, int streams) {
    return new HitCase(Wire.HTTP2, "", path(bytes), bytes, HTTP2_CONNECTIONS, streams, List.of());
  }

  /** Something else about an object of some size. */
  static HitCase special(String request, int ofBytes, int bytes, String... headers) {
    return new HitCase(
        Wire.HTTP1, request, path(ofBytes), bytes, HTTP1_CONNECTIONS, 1, List.of(headers));
  }

  /** The viewer has the object already. */
  static HitCase notModified(int bytes) {
    return special(
        "304 of " + (bytes >> 10) + " KiB", bytes, 0, "If-None-Match: \"" + bytes + "\"");
  }

  /** The same of another path. */
  HitCase at(String other) {
    return new HitCase(wire, request, other, bytes, connections, streams, headers);
  }

  /** The same on another number of connections. */
  HitCase on(int others) {
    return new HitCase(wire, request, path, bytes, others, streams, headers);
  }

  private static String path(int bytes) {
    return "/bytes/" + bytes;
  }

  String title() {
    String what = request.isEmpty() ? size(bytes) : request;
    String at = streams == 1 ? "" : " x " + streams + " streams";
    return what + ", " + wire.title() + ", " + connections + " connections" + at;
  }

  private static String size(int bytes) {
    return bytes < 1 << 20
        ? String.format(Locale.ROOT, "%d KiB", bytes >> 10)
        : String.format(Locale.ROOT, "%d MiB", bytes >> 20);
  }
}
