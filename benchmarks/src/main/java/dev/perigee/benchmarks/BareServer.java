package dev.perigee.benchmarks;

import io.netty.buffer.PooledByteBufAllocator;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.OpenSSLEngineOptions;
import io.vertx.core.net.PemKeyCertOptions;
import java.util.HashMap;
import java.util.Map;

/**
 * A server of Vert.x and nothing else, which writes what an edge writes for a hit, out of
 * constants: the floor under what an edge on Vert.x can cost. One event loop.
 */
public final class BareServer {

  private static final String PATH = "/bytes/";
  private static final int MAX_BYTES = 64 << 20;

  private final Map<String, Buffer> bodies = new HashMap<>();

  private BareServer() {}

  /**
   * @param args port, port for TLS, certificate and key
   */
  public static void main(String[] args) {
    Vertx vertx =
        Vertx.vertx(new VertxOptions().setPreferNativeTransport(true).setEventLoopPoolSize(1));
    BareServer server = new BareServer();
    HttpServerOptions plain = new HttpServerOptions().setHost("127.0.0.1").setPort(port(args[0]));
    HttpServerOptions secure =
        new HttpServerOptions(plain)
            .setPort(port(args[1]))
            .setSsl(true)
            .setUseAlpn(true)
            .setSslEngineOptions(new OpenSSLEngineOptions())
            .setKeyCertOptions(new PemKeyCertOptions().addCertPath(args[2]).addKeyPath(args[3]));
    for (HttpServerOptions options : new HttpServerOptions[] {secure, plain}) {
      vertx
          .createHttpServer(options)
          .requestHandler(server::answer)
          .listen()
          .toCompletionStage()
          .toCompletableFuture()
          .join();
    }
  }

  private static int port(String argument) {
    return Integer.parseInt(argument);
  }

  private void answer(HttpServerRequest request) {
    Buffer body = bodies.computeIfAbsent(request.path(), BareServer::body);
    MultiMap headers = request.response().headers();
    headers.add(Names.CACHE_CONTROL, "max-age=86400");
    headers.add(Names.CONTENT_TYPE, "application/octet-stream");
    headers.add(Names.DATE, "Sun, 22 Nov 2026 16:56:58 GMT");
    headers.add(Names.ETAG, "\"0123456\"");
    headers.add(Names.X_CACHE, "Hit from perigee");
    headers.add(Names.VIA, "1.1 edge-1.perigee.localhost (Perigee)");
    headers.add(Names.POP, "edge-1");
    headers.add(Names.ID, "OZSqHR7m7JWN8LCIE3mWS4J94DlFdb0T");
    headers.add(Names.CACHE_STATUS, "perigee; hit; ttl=86399; detail=memory");
    headers.add(Names.AGE, "12");
    request.response().end(body);
  }

  /** Bytes outside the heap, as an edge keeps them. */
  private static Buffer body(String path) {
    int bytes = Math.min(Integer.parseInt(path.substring(PATH.length())), MAX_BYTES);
    return Buffer.buffer(PooledByteBufAllocator.DEFAULT.directBuffer(bytes).writeZero(bytes));
  }

  /** Written as they are, without being hashed or encoded anew. */
  private static final class Names {
    static final CharSequence CACHE_CONTROL = name("cache-control");
    static final CharSequence CONTENT_TYPE = name("content-type");
    static final CharSequence DATE = name("date");
    static final CharSequence ETAG = name("etag");
    static final CharSequence X_CACHE = name("x-cache");
    static final CharSequence VIA = name("via");
    static final CharSequence POP = name("x-amz-cf-pop");
    static final CharSequence ID = name("x-amz-cf-id");
    static final CharSequence CACHE_STATUS = name("cache-status");
    static final CharSequence AGE = name("age");

    private static CharSequence name(String name) {
      return HttpHeaders.createOptimized(name);
    }
  }
}
