package dev.perigee.httpcache;

/**
 * Why a request was refused, was not answered from the cache, or its response not kept. The same
 * word stands in the code, the log, the metric's tag and the {@code Cache-Status} detail.
 */
public enum Reason {
  /** Nothing is stored under the key. */
  NOT_STORED("not-stored"),
  /** What is stored has outlived its time. */
  EXPIRED("expired"),
  /** What is stored was invalidated after its origin fetch began. */
  INVALIDATED("invalidated"),
  /** What is stored was softly invalidated after its origin fetch began: it counts as stale. */
  SOFTLY_INVALIDATED("softly-invalidated"),
  /** The edge has not heard from the invalidation stream within its lease. */
  OUT_OF_TOUCH("out-of-touch"),
  /** The method's responses are not cached by this behaviour. */
  METHOD("method"),
  /** The behaviour forwards every header, which turns caching off. */
  ALL_HEADERS("all-headers"),
  /** The policy's maximum time to live is zero. */
  POLICY("policy"),
  /** A range of an object that is not stored whole. */
  RANGE("range"),
  /** The viewer and the origin are to speak another protocol on their connection. */
  UPGRADE("upgrade"),
  /** The origin said {@code no-store}. */
  NO_STORE("no-store"),
  /** The origin said {@code private}. */
  PRIVATE("private"),
  /** The origin said {@code no-cache}. */
  NO_CACHE("no-cache"),
  /** The response would be stale at once and has no validator. */
  NO_LIFETIME("no-lifetime"),
  /** The response varies in a way that the key does not tell. */
  VARY("vary"),
  /** The response's status is not one that is cached. */
  STATUS("status"),
  /** The request carried {@code Authorization} and the response does not allow sharing. */
  AUTHORIZATION("authorization"),
  /** The body is larger than what the cache keeps. */
  TOO_LARGE("too-large"),
  /** The origin has another version than the one of which a part was wanted, or gives no parts. */
  OTHER_VERSION("other-version"),
  /** The edge's allowance for bodies in flight is used up. */
  NO_ROOM("no-room"),
  /** The body ended before its announced length, or broke off. */
  TRUNCATED("truncated"),

  /** The request's form is wrong. */
  BAD_REQUEST("bad-request"),
  /** The URL is longer than an edge reads. */
  URL_TOO_LONG("url-too-long"),
  /** The request's headers are larger than an edge reads. */
  HEADERS_TOO_LARGE("headers-too-large"),
  /** The request's body is larger than an edge passes on. */
  BODY_TOO_LARGE("body-too-large"),
  /** The request has passed through this CDN before. */
  LOOP("loop"),
  /** A GET or HEAD request with a body. */
  GET_WITH_BODY("get-with-body"),
  /** No distribution answers to the host name. */
  UNKNOWN_HOST("unknown-host"),
  /** The connection was made for another host name, under rules that do not hold for this one. */
  MISDIRECTED("misdirected"),
  /** The distribution is disabled. */
  DISABLED("disabled"),
  /** A staging distribution was asked for by its own name. */
  STAGING("staging"),
  /** The behaviour does not allow the method. */
  METHOD_NOT_ALLOWED("method-not-allowed"),
  /** The behaviour serves HTTPS only. */
  HTTPS_ONLY("https-only"),
  /** The viewer's country is not served. */
  COUNTRY("country"),
  /** The distribution serves some countries only, and this edge has no database of countries. */
  NO_GEO_DATABASE("no-geo-database"),
  /** The behaviour wants a signature, and the request has none that holds. */
  SIGNATURE("signature"),
  /** The origin could not be asked. */
  NO_ORIGIN_SERVICE("no-origin-service"),
  /** The distribution has as many origin requests under way and waiting as it may. */
  ORIGIN_BUSY("origin-busy"),
  /** The edge itself failed. */
  INTERNAL("internal");

  private final String word;

  Reason(String word) {
    this.word = word;
  }

  /** The word by which logs, metrics and {@code Cache-Status} name it. */
  public String word() {
    return word;
  }
}
