package dev.perigee.benchmarks;

/** What viewers speak. */
enum Wire {
  HTTP1("HTTP/1.1", "http"),
  TLS("HTTPS, HTTP/1.1", "https"),
  HTTP2("HTTPS, HTTP/2", "https");

  private final String title;
  private final String scheme;

  Wire(String title, String scheme) {
    this.title = title;
    this.scheme = scheme;
  }

  String title() {
    return title;
  }

  String scheme() {
    return scheme;
  }

  boolean isSecure() {
    return this != HTTP1;
  }
}
