package dev.perigee.images;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;
import software.amazon.awssdk.services.cloudfront.model.Distribution;
import software.amazon.awssdk.services.cloudfront.model.DistributionConfig;
import software.amazon.awssdk.services.cloudfront.model.OriginProtocolPolicy;
import software.amazon.awssdk.services.cloudfront.model.ViewerProtocolPolicy;

/** What services go through in their first minutes: a distribution, its viewers, a purge. */
final class Story {

  private static final int REQUESTS = 2_000;
  private static final int MISSES = 50;
  private static final long POLL_MILLIS = 200;
  private static final int POLLS = 300;
  private static final String CACHING_OPTIMIZED = "658327ea-f89d-4fab-a63d-7e88639e58f6";
  private static final byte[] BODY = "a body\n".repeat(200).getBytes(StandardCharsets.US_ASCII);

  private final LocalSuite suite;
  private final JsonNode endpoints;

  Story(LocalSuite suite) throws IOException {
    this.suite = suite;
    this.endpoints = suite.endpoints();
  }

  void tell() throws IOException, InterruptedException {
    HttpServer origin =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    origin.createContext(
        "/",
        exchange -> {
          exchange.getResponseHeaders().set("Cache-Control", "max-age=3600");
          exchange.getResponseHeaders().set("Content-Type", "text/plain");
          exchange.sendResponseHeaders(200, BODY.length);
          exchange.getResponseBody().write(BODY);
          exchange.close();
        });
    origin.start();
    try (CloudFrontClient api = api()) {
      Distribution distribution = distribution(api, origin.getAddress().getPort());
      viewers(distribution.domainName());
      api.createInvalidation(r ->
          r.distributionId(distribution.id())
              .invalidationBatch(
                  b -> b.callerReference("training").paths(p -> p.quantity(1).items("/*"))));
      viewers(distribution.domainName());
    } finally {
      origin.stop(0);
    }
  }

  private CloudFrontClient api() {
    return CloudFrontClient.builder()
        .endpointOverride(URI.create(endpoints.path("api").asText()))
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create(
                    endpoints.path("accessKeyId").asText(),
                    endpoints.path("secretAccessKey").asText())))
        .httpClient(UrlConnectionHttpClient.create())
        .build();
  }

  private static Distribution distribution(CloudFrontClient api, int originPort)
      throws InterruptedException {
    DistributionConfig config =
        DistributionConfig.builder()
            .callerReference("training")
            .comment("")
            .enabled(true)
            .origins(o ->
                o.quantity(1)
                    .items(i ->
                        i.id("origin")
                            .domainName("localhost")
                            .customOriginConfig(c ->
                                c.httpPort(originPort)
                                    .httpsPort(443)
                                    .originProtocolPolicy(OriginProtocolPolicy.HTTP_ONLY))))
            .defaultCacheBehavior(b ->
                b.targetOriginId("origin")
                    .viewerProtocolPolicy(ViewerProtocolPolicy.ALLOW_ALL)
                    .cachePolicyId(CACHING_OPTIMIZED)
                    .compress(true))
            .build();
    Distribution made = api.createDistribution(r -> r.distributionConfig(config)).distribution();
    for (int poll = 0; poll < POLLS; poll++) {
      if (api.getDistribution(r -> r.id(made.id())).distribution().status().equals("Deployed")) {
        return made;
      }
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
    }
    throw new ImageException("the distribution of the training was not deployed");
  }

  /** Hits and misses, by HTTP and by HTTPS. */
  private void viewers(String host) throws IOException {
    JsonNode edge = endpoints.path("edges").path(0);
    for (Socket socket :
        List.of(plain(edge.path("http").asText()), secured(edge.path("https").asText(), host))) {
      try (ViewerConnection viewer = new ViewerConnection(socket, host)) {
        for (int i = 0; i < REQUESTS; i++) {
          String status = viewer.get(i < MISSES ? "/" + i : "/0");
          if (!status.contains(" 200 ")) {
            throw new ImageException("the edge in training answers " + status);
          }
        }
      }
    }
  }

  private static Socket plain(String url) throws IOException {
    URI edge = URI.create(url);
    return new Socket(edge.getHost(), edge.getPort());
  }

  private Socket secured(String url, String host) throws IOException {
    URI edge = URI.create(url);
    SSLSocket socket =
        (SSLSocket) trusting().getSocketFactory().createSocket(edge.getHost(), edge.getPort());
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setServerNames(List.of(new SNIHostName(host)));
    socket.setSSLParameters(parameters);
    return socket;
  }

  private SSLContext trusting() throws IOException {
    try (InputStream pem = Files.newInputStream(suite.authority())) {
      KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
      trusted.load(null, null);
      trusted.setCertificateEntry(
          "suite", CertificateFactory.getInstance("X.509").generateCertificate(pem));
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(trusted);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new ImageException("the suite's authority cannot be trusted", e);
    }
  }
}
