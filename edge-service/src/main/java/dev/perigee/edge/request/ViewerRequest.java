package dev.perigee.edge.request;

import dev.perigee.httpcache.HeaderView;
import dev.perigee.httpcache.request.RequestTarget;
import io.vertx.core.Context;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A viewer's request after its form was found good.
 *
 * @param http the request itself, without the headers that concern only the viewer's connection
 * @param context the event loop of the viewer's connection: where everything about it runs
 * @param id names this request in headers and logs
 * @param via how this edge names itself in {@code Via}
 * @param authority the host as the viewer wrote it, with a port if it gave one
 * @param host the host in lower case, without a port
 */
public record ViewerRequest(
    HttpServerRequest http,
    Context context,
    String id,
    String via,
    RequestTarget target,
    String authority,
    String host)
    implements HeaderView {

  public String method() {
    return http.method().name();
  }

  public boolean isHead() {
    return http.method() == HttpMethod.HEAD;
  }

  public boolean isSecure() {
    return http.isSSL();
  }

  public MultiMap fields() {
    return http.headers();
  }

  /** Whether the message's framing announces a body (RFC 9112, section 6). */
  public boolean mayHaveBody() {
    String length = first("content-length");
    return first("transfer-encoding") != null || length != null && !length.equals("0");
  }

  public String peerAddress() {
    return http.remoteAddress().hostAddress();
  }

  @Override
  public @Nullable String first(String name) {
    return http.headers().get(name);
  }

  @Override
  public List<String> all(String name) {
    return http.headers().getAll(name);
  }
}
