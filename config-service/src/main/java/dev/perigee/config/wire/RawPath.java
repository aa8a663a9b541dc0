package dev.perigee.config.wire;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Paths as the signers of Signature Version 4 have them: without empty and dot segments. Unlike in
 * RFC 3986, 5.2.4, a dot segment at the end leaves no slash behind.
 */
final class RawPath {

  private RawPath() {}

  /** Leaves out empty and dot segments; a slash at the end stays. What is encoded is left alone. */
  static String normalize(String path) {
    if (!path.contains("//") && !path.contains("/.") && path.startsWith("/")) {
      return path;
    }
    Deque<String> segments = new ArrayDeque<>();
    for (String segment : path.split("/", -1)) {
      if (segment.equals("..")) {
        segments.pollLast();
      } else if (!segment.isEmpty() && !segment.equals(".")) {
        segments.addLast(segment);
      }
    }
    String end = path.endsWith("/") && !segments.isEmpty() ? "/" : "";
    return "/" + String.join("/", segments) + end;
  }
}
