package dev.perigee.edge.request;

import dev.perigee.edge.connection.ViewerConnection;
import dev.perigee.edge.tls.ViewerTls;
import dev.perigee.httpcache.HeaderView;
import dev.perigee.httpcache.request.RequestTarget;
import io.vertx.core.Context;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A viewer's request after its form was found good, or what the edge asks on its behalf.
 *
 * @param facts what is to be known of the request afterwards
 * @param http the request as it came; its URL, method and headers are the viewer's in any case
 * @param context the event loop of the viewer's connection: where everything about it runs
 * @param id names this request in headers and logs
 * @param via how this edge names itself in {@code Via}
 * @param method what is asked, in upper case
 * @param fields its headers, without those that concern only the viewer's connection
 * @param authority the host as the viewer wrote it, with a port if it gave one
 * @param host the host in lower case, without a port
 * @param generated headers that the edge has made, names in lower case
 */
public record ViewerRequest(
    RequestFacts facts,
    HttpServerRequest http,
    Context context,
    String id,
    String via,
    String method,
    RequestTarget target,
    MultiMap fields,
    String authority,
    String host,
    Map<String, String> generated)
    implements HeaderView {

  /** What a request for another object must not take over: its body, and parts and versions. */
  private static final List<String> OF_ONE_OBJECT =
      List.of(
          "content-length",
          "content-type",
          "content-encoding",
          "transfer-encoding",
          "upgrade",
          "range",
          "if-range",
          "if-match",
          "if-none-match",
          "if-modified-since",
          "if-unmodified-since");

  private static final Set<String> WITHOUT_BODY = Set.of("GET", "HEAD", "OPTIONS", "DELETE");
  private static final long HTTP2_INTERNAL_ERROR = 2;

  public boolean isHead() {
    return method.equals("HEAD");
  }

  public boolean isSecure() {
    return http.isSSL();
  }

  /** What became of its connection's handshake; null where it is not encrypted. */
  public @Nullable ViewerTls tls() {
    return ViewerConnection.tlsOf(http);
  }

  public boolean isHttp2() {
    return http.version() == HttpVersion.HTTP_2;
  }

  /**
   * Whether the message's framing announces a body (RFC 9112, section 6). In HTTP/2 nothing does
   * where there is no length; a body that comes along with a method that has none is not read.
   */
  public boolean mayHaveBody() {
    String length = first("content-length");
    if (length == null && isHttp2()) {
      return !WITHOUT_BODY.contains(method);
    }
    return first("transfer-encoding") != null || length != null && !length.equals("0");
  }

  /** Whether the viewer wants to go on by WebSocket (RFC 6455, section 4.1). */
  public boolean wantsWebSocket() {
    String protocol = first("upgrade");
    return protocol != null
        && protocol.equalsIgnoreCase("websocket")
        && method.equals("GET")
        && http.version() == HttpVersion.HTTP_1_1
        && hasConnectionOption("upgrade");
  }

  private boolean hasConnectionOption(String name) {
    return fields.getAll("connection").stream()
        .flatMap(value -> Arrays.stream(value.split(",", -1)))
        .anyMatch(option -> option.strip().equalsIgnoreCase(name));
  }

  /** Ends the answer in its middle, so that nobody takes it for whole. */
  public void breakOff() {
    if (!http.response().closed()) {
      facts.brokeOff();
    }
    if (isHttp2()) {
      http.response().reset(HTTP2_INTERNAL_ERROR);
    } else {
      http.connection().close();
    }
  }

  public String peerAddress() {
    return http.remoteAddress().hostAddress();
  }

  /** This request with another target. */
  public ViewerRequest withTarget(RequestTarget other) {
    return new ViewerRequest(
        facts, http, context, id, via, method, other, fields, authority, host, generated);
  }

  /**
   * This request with other cookies.
   *
   * @param cookies the value of {@code Cookie}; empty for none
   */
  public ViewerRequest withCookies(String cookies) {
    MultiMap changed = MultiMap.caseInsensitiveMultiMap().addAll(fields);
    changed.remove("cookie");
    if (!cookies.isEmpty()) {
      changed.set("cookie", cookies);
    }
    return new ViewerRequest(
        facts, http, context, id, via, method, target, changed, authority, host, generated);
  }

  /** This request with headers of the edge's own. */
  public ViewerRequest withGenerated(Map<String, String> made) {
    return new ViewerRequest(
        facts, http, context, id, via, method, target, fields, authority, host, made);
  }

  /** A request of the same viewer for another whole object, without a body. */
  public ViewerRequest insteadFor(RequestTarget other) {
    MultiMap kept = MultiMap.caseInsensitiveMultiMap().addAll(http.headers());
    OF_ONE_OBJECT.forEach(kept::remove);
    return new ViewerRequest(
        facts,
        http,
        context,
        id,
        via,
        isHead() ? "HEAD" : "GET",
        other,
        kept,
        authority,
        host,
        Map.of());
  }

  @Override
  public @Nullable String first(String name) {
    return fields.get(name);
  }

  @Override
  public List<String> all(String name) {
    return fields.getAll(name);
  }
}
