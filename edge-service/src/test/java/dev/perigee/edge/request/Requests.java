package dev.perigee.edge.request;

import dev.perigee.edge.Turns;
import dev.perigee.httpcache.request.RequestTarget;
import io.netty.handler.codec.DecoderResult;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.SocketAddress;
import java.lang.reflect.Proxy;
import java.util.Map;
import org.jspecify.annotations.Nullable;

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
    return http(decoded, null, method, uri, fields);
  }

  /** A request with what there is of its response. */
  public static HttpServerRequest answered(
      HttpServerResponse response, String method, String uri, String... fields) {
    return http(DecoderResult.SUCCESS, response, method, uri, fields);
  }

  private static HttpServerRequest http(
      DecoderResult decoded,
      @Nullable HttpServerResponse response,
      String method,
      String uri,
      String... fields) {
    MultiMap headers = headers(fields);
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
                  case "response" -> response;
                  case "bytesRead" -> 0L;
                  case "sslSession", "localAddress" -> null;
                  case "toString" -> method + " " + uri;
                  default -> throw new UnsupportedOperationException(called.getName());
                });
  }

  /**
   * A response as it is after its end.
   *
   * @param complete whether it was written to its end
   * @param bodyBytes that were written
   */
  public static HttpServerResponse response(
      int status, boolean complete, long bodyBytes, String... fields) {
    MultiMap headers = headers(fields);
    return (HttpServerResponse)
        Proxy.newProxyInstance(
            HttpServerResponse.class.getClassLoader(),
            new Class<?>[] {HttpServerResponse.class},
            (_, called, _) ->
                switch (called.getName()) {
                  case "getStatusCode" -> status;
                  case "getStatusMessage" -> "OK";
                  case "headWritten" -> status != 0;
                  case "ended" -> complete;
                  case "headers" -> headers;
                  case "bytesWritten" -> bodyBytes;
                  default -> throw new UnsupportedOperationException(called.getName());
                });
  }

  private static MultiMap headers(String... fields) {
    MultiMap headers = MultiMap.caseInsensitiveMultiMap();
    for (int i = 0; i < fields.length; i += 2) {
      headers.add(fields[i], fields[i + 1]);
    }
    return headers;
  }

  /** A request for {@code www.example.org:8080}. */
  public static ViewerRequest viewer(String method, String uri, String... fields) {
    HttpServerRequest http = http(method, uri, fields);
    return new ViewerRequest(
        new RequestFacts(http, 0),
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
