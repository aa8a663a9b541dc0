package dev.perigee.origin.fetch;

import dev.perigee.contracts.Origin;
import dev.perigee.landing.Landing;
import dev.perigee.origin.tls.TlsVersions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.net.TrustOptions;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Connections to origins, pooled by address, port and name. Vert.x fixes some time limits and the
 * versions of TLS for a whole client; so there is a client for each combination that occurs: by the
 * API's ranges at most 1,200 for each set of versions, of which there are few. Used on one event
 * loop, which all its connections live on.
 */
final class OriginClients {

  /** CloudFront's limit of an origin response's headers. */
  private static final int MAX_RESPONSE_HEADER_BYTES = 32_768;

  private static final int MAX_STATUS_LINE_BYTES = 8_192;

  private final Vertx vertx;
  private final int connections;
  private final @Nullable TrustOptions trust;
  private final Map<Limits, HttpClient> clients = new HashMap<>();

  private record Limits(int connectMillis, int keepAliveSeconds, Set<String> tlsVersions) {}

  /**
   * Clients for the event loop that calls.
   *
   * @param connections most connections to one address: as many as the gates let through, so that
   *     origins at one address, such as the buckets of an S3 server, do not wait for each other
   * @param trusted whose certificates are trusted; null for those that this Java trusts
   */
  OriginClients(Vertx vertx, int connections, @Nullable X509TrustManager trusted) {
    this.vertx = vertx;
    this.connections = connections;
    this.trust = trusted == null ? null : TrustOptions.wrap(trusted);
  }

  /**
   * Takes an idle connection or opens one, to this address and no other; a certificate is checked
   * against the destination's name.
   *
   * @return the request, not yet sent; fails where there is no connection in time
   */
  Future<HttpClientRequest> connect(OriginRequest request, InetAddress address) {
    Origin origin = request.origin();
    boolean tls = request.destination().tls();
    Set<String> versions = tls ? TlsVersions.spoken(origin.sslProtocols()) : Set.of();
    if (tls && versions.isEmpty()) {
      return Future.failedFuture(
          new NoTlsVersion("none of " + origin.sslProtocols() + " is spoken here"));
    }
    int port = request.destination().port();
    RequestOptions options =
        new RequestOptions()
            .setMethod(request.method())
            .setSsl(tls)
            .setServer(SocketAddress.inetSocketAddress(new InetSocketAddress(bare(address), port)))
            .setHost(request.destination().name())
            .setPort(port)
            .setURI(request.target());
    Limits limits =
        new Limits(
            Math.toIntExact(origin.connectionTimeout().toMillis()),
            Math.toIntExact(origin.keepAliveTimeout().toSeconds()),
            versions);
    return clients.computeIfAbsent(limits, this::open).request(options).onSuccess(Landing::await);
  }

  /** There is no version of TLS that both the origin's definition and this Java allow. */
  static final class NoTlsVersion extends SSLException {
    private static final long serialVersionUID = 1;

    private NoTlsVersion(String message) {
      super(message);
    }
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
            .setMaxChunkSize(Landing.PART_BYTES);
    if (!limits.tlsVersions().isEmpty()) {
      options.setEnabledSecureTransportProtocols(limits.tlsVersions());
    }
    if (trust != null) {
      options.setTrustOptions(trust);
    }
    PoolOptions pool = new PoolOptions().setHttp1MaxSize(connections).setMaxWaitQueueSize(0);
    return vertx
        .httpClientBuilder()
        .with(options)
        .with(pool)
        .withConnectHandler(OriginClients::ready)
        .build();
  }

  private static void ready(HttpConnection connection) {
    Landing.install(connection);
    ExcessGuard.install(connection);
  }
}
