package dev.perigee.edge;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.HostAndPort;
import io.vertx.core.net.OpenSSLEngineOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.SocketAddress;
import java.security.cert.X509Certificate;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLPeerUnverifiedException;

/** A viewer over HTTPS that says under which name it connects, and what it can do. */
final class TlsViewer implements AutoCloseable {

  private static final long LIMIT_SECONDS = 20;

  private final Vertx vertx = Vertx.vertx();
  private final int port;
  private HttpClientOptions options =
      new HttpClientOptions()
          .setSsl(true)
          .setTrustAll(true)
          .setVerifyHost(false)
          .setForceSni(true)
          .setOpenSslEngineOptions(new OpenSSLEngineOptions())
          .setProtocolVersion(HttpVersion.HTTP_1_1);

  TlsViewer(int port) {
    this.port = port;
  }

  /** What came back, and over what. */
  record Seen(
      int status, MultiMap headers, String text, HttpVersion version, X509Certificate certificate) {
    String header(String name) {
      String value = headers.get(name);
      return value == null ? "none" : value;
    }
  }

  TlsViewer http2() {
    options.setUseAlpn(true).setProtocolVersion(HttpVersion.HTTP_2);
    return this;
  }

  /** Speaks these versions of TLS and no others. */
  TlsViewer versions(String... versions) {
    options.setEnabledSecureTransportProtocols(Set.of(versions));
    return this;
  }

  /** Trusts this authority and no other, and checks names. */
  TlsViewer trusting(String authority) {
    options
        .setTrustAll(false)
        .setVerifyHost(true)
        .setTrustOptions(new PemTrustOptions().addCertValue(Buffer.buffer(authority)));
    return this;
  }

  TlsViewer ciphers(String... ciphers) {
    for (String cipher : ciphers) {
      options.addEnabledCipherSuite(cipher);
    }
    return this;
  }

  /** Connects under the host's own name, and asks. */
  Seen get(String host, String path) throws Exception {
    return get(host, host, path);
  }

  /** Connects under one name and asks for another. */
  Seen get(String serverName, String host, String path) throws Exception {
    return ask(HttpMethod.GET, serverName, host, path);
  }

  /**
   * Asks in any way.
   *
   * @param fields of the request, names and values in turn
   */
  Seen ask(HttpMethod method, String serverName, String host, String path, String... fields)
      throws Exception {
    HttpClient client = vertx.createHttpClient(options);
    RequestOptions request =
        new RequestOptions()
            .setMethod(method)
            .setServer(SocketAddress.inetSocketAddress(port, "127.0.0.1"))
            .setHost(serverName)
            .setPort(443)
            .setURI(path);
    return client
        .request(request)
        .compose(sent -> {
          for (int i = 0; i < fields.length; i += 2) {
            sent.putHeader(fields[i], fields[i + 1]);
          }
          if (!host.equals(serverName)) {
            sent.authority(HostAndPort.create(host, 443));
          }
          return sent.send();
        })
        .compose(TlsViewer::seen)
        .eventually(() -> client.close())
        .toCompletionStage()
        .toCompletableFuture()
        .get(LIMIT_SECONDS, TimeUnit.SECONDS);
  }

  private static Future<Seen> seen(HttpClientResponse response) {
    return response
        .body()
        .map(body -> {
          try {
            return new Seen(
                response.statusCode(),
                response.headers(),
                body.toString(),
                response.version(),
                (X509Certificate)
                    response.request().connection().sslSession().getPeerCertificates()[0]);
          } catch (SSLPeerUnverifiedException e) {
            throw new IllegalStateException(e);
          }
        });
  }

  @Override
  public void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
