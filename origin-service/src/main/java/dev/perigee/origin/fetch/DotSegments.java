package dev.perigee.origin.fetch;

/** Path segments that mean this directory or the one above, however they are spelt. */
final class DotSegments {

  private DotSegments() {}

  /** Whether a raw request target's path has one, escapes of dots and slashes included. */
  static boolean in(String target) {
    int mark = target.indexOf('?');
    String path = mark < 0 ? target : target.substring(0, mark);
    if (path.indexOf('.') < 0 && path.indexOf('%') < 0) {
      return false;
    }
    String plain =
        path.replaceAll("%2[eE]", ".").replaceAll("%2[fF]", "/").replaceAll("%5[cC]|\\\\", "/");
    for (String segment : plain.split("/", -1)) {
      if (segment.equals(".") || segment.equals("..")) {
        return true;
      }
    }
    return false;
  }
}
