package dev.perigee.httpcache.request;

/**
 * A CloudFront path pattern: {@code *} stands for any run of characters, slashes included, {@code
 * ?} for exactly one; case counts, and a leading slash is implied (cloudfront.md, A1). Immutable.
 */
public final class PathPattern {

  private final Glob glob;

  public PathPattern(String pattern) {
    this.glob = new Glob(pattern.startsWith("/") ? pattern : "/" + pattern);
  }

  /** Whether a path matches. */
  public boolean matches(String path) {
    return glob.matches(path);
  }
}
