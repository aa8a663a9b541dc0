package dev.perigee.origin.fetch;

import dev.perigee.contracts.Origin;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Connections to origins, pooled by address, port and name. Vert.x fixes some time limits for a
 * whole client; so there is a client for each pair of them that occurs, at most 1,200 by the API's
 * ranges. Used on one event loop, which all its connections live on.
 */
final class OriginClients {

  /** CloudFront's limit of an origin response's headers. */
  private static final int MAX_RESPONSE_HEADER_BYTES = 32_768;

  private static final int MAX_STATUS_LINE_BYTES = 8_192;
  private static final int PART_BYTES = 16_384;

  private final Vertx vertx;
  private final int perOrigin;
  private final Map<Limits, HttpClient> clients = new HashMap<>();

  private record Limits(int connectMillis, int keepAliveSeconds) {}

  /**
   * Clients for the event loop that calls.
   *
   * @param perOrigin most connections to one origin
   */
  OriginClients(Vertx vertx, int perOrigin) {
    this.vertx = vertx;
    this.perOrigin = perOrigin;
  }

  /**
   * Takes an idle connection or opens one, to this address and no other; a certificate is checked
   * against the destination's name.
   *
   * @return the request, not yet sent; fails where there is no connection in time
   */
  Future<HttpClientRequest> connect(OriginRequest request, InetAddress address) {
    Origin origin = request.origin();
    int port = request.destination().port();
    RequestOptions options =
        new RequestOptions()
            .setMethod(request.method())
            .setSsl(request.destination().tls())
            .setServer(SocketAddress.inetSocketAddress(new InetSocketAddress(bare(address), port)))
            .setHost(request.destination().name())
            .setPort(port)
            .setURI(request.target());
    Limits limits =
        new Limits(
            Math.toIntExact(origin.connectionTimeout().toMillis()),
            Math.toIntExact(origin.keepAliveTimeout().toSeconds()));
    return clients.computeIfAbsent(limits, this::open).request(options);
  }

  /** The address without the name that it was found by, since pools are told apart by both. */
  private static InetAddress bare(InetAddress address) {
    try {
      return InetAddress.getByAddress(address.getAddress());
    } catch (UnknownHostException e) {
      throw new IllegalStateException("an address's own bytes are an address", e);
    }
  }

  private HttpClient open(Limits limits) {
    HttpClientOptions options =
        new HttpClientOptions()
            .setProtocolVersion(HttpVersion.HTTP_1_1)
            .setConnectTimeout(limits.connectMillis())
            .setSslHandshakeTimeout(limits.connectMillis())
            .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
            .setKeepAliveTimeout(limits.keepAliveSeconds())
            .setMaxHeaderSize(MAX_RESPONSE_HEADER_BYTES)
            .setMaxInitialLineLength(MAX_STATUS_LINE_BYTES)
            .setMaxChunkSize(PART_BYTES)
            .setMaxWaitQueueSize(perOrigin);
    PoolOptions pool = new PoolOptions().setHttp1MaxSize(perOrigin).setMaxWaitQueueSize(perOrigin);
    return vertx
        .httpClientBuilder()
        .with(options)
        .with(pool)
        .withConnectHandler(ExcessGuard::install)
        .build();
  }
}
