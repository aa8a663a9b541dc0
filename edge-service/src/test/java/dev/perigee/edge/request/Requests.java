package dev.perigee.edge.request;

import dev.perigee.edge.Turns;
import dev.perigee.httpcache.request.RequestTarget;
import io.netty.handler.codec.DecoderResult;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.SocketAddress;
import java.lang.reflect.Proxy;
import java.util.Map;

/** Viewers' requests without a connection. */
public final class Requests {

  private Requests() {}

  /**
   * A request of which only the head is there.
   *
   * @param fields names and values in turn
   */
  public static HttpServerRequest http(String method, String uri, String... fields) {
    return http(DecoderResult.SUCCESS, method, uri, fields);
  }

  public static HttpServerRequest http(
      DecoderResult decoded, String method, String uri, String... fields) {
    MultiMap headers = MultiMap.caseInsensitiveMultiMap();
    for (int i = 0; i < fields.length; i += 2) {
      headers.add(fields[i], fields[i + 1]);
    }
    return (HttpServerRequest)
        Proxy.newProxyInstance(
            HttpServerRequest.class.getClassLoader(),
            new Class<?>[] {HttpServerRequest.class},
            (_, called, _) ->
                switch (called.getName()) {
                  case "method" -> HttpMethod.valueOf(method);
                  case "uri" -> uri;
                  case "headers" -> headers;
                  case "version" -> HttpVersion.HTTP_1_1;
                  case "decoderResult" -> decoded;
                  case "isSSL" -> false;
                  case "remoteAddress" -> SocketAddress.inetSocketAddress(4711, "192.0.2.1");
                  case "toString" -> method + " " + uri;
                  default -> throw new UnsupportedOperationException(called.getName());
                });
  }

  /** A request for {@code www.example.org:8080}. */
  public static ViewerRequest viewer(String method, String uri, String... fields) {
    HttpServerRequest http = http(method, uri, fields);
    return new ViewerRequest(
        http,
        new Turns().context(),
        "id-1",
        "1.1 edge-1",
        method,
        RequestTarget.parse(uri).orElseThrow(),
        http.headers(),
        "www.example.org:8080",
        "www.example.org",
        Map.of());
  }
}
