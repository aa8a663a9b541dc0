package dev.perigee.origin.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perigee.contracts.Origin;
import dev.perigee.contracts.Origin.AddressFamily;
import dev.perigee.contracts.OriginFailure;
import dev.perigee.local.certificate.LocalAuthority;
import dev.perigee.origin.Origins;
import dev.perigee.origin.tls.TrustedAuthorities;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.PemKeyCertOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Origins over TLS, by the names that they have and the versions that they speak. */
class TlsIT {

  @TempDir static Path directory;

  private static Vertx vertx;
  private static LocalAuthority authority;
  private RunningListener service;

  @BeforeAll
  static void prepare() throws Exception {
    vertx = Vertx.vertx();
    authority = LocalAuthority.create(Instant.now());
    Files.writeString(directory.resolve("own.pem"), authority.pem());
  }

  @AfterAll
  static void end() throws Exception {
    vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  @BeforeEach
  void start() throws Exception {
    service = RunningListener.start(TrustedAuthorities.with(directory.resolve("own.pem")));
  }

  @AfterEach
  void stop() throws Exception {
    service.awaitUnderWay(0);
    service.close();
  }

  @ParameterizedTest
  @CsvSource({"TLSv1.2", "TLSv1.3"})
  @Tag("A9.7")
  void theOriginsVersionIsSpoken(String version) throws Exception {
    service.knows(at(server("localhost", version)).build());

    assertThat(get().text()).isEqualTo(version);
  }

  @Test
  @Tag("A9.7")
  void aVersionThatTheDefinitionLeavesOutIsNotSpoken() throws Exception {
    service.knows(at(server("localhost", "TLSv1.2")).sslProtocols("TLSv1.1").build());

    assertThat(failure()).endsWith("1 attempts: TLS failed: none of [TLSv1.1] is spoken here");
  }

  @Test
  void aCertificateForAnotherNameIsRefused() throws Exception {
    service.knows(at(server("other.example.org", "TLSv1.3")).build());

    assertThat(failure()).endsWith("its certificate is not accepted");
  }

  @Test
  void aCertificateOfAnUnknownAuthorityIsRefused() throws Exception {
    LocalAuthority stranger = LocalAuthority.create(Instant.now());
    service.knows(at(server(stranger.sign(Instant.now(), "localhost"), "TLSv1.3")).build());

    assertThat(failure()).endsWith("its certificate is not accepted");
  }

  @Test
  @Tag("A9.7")
  void anOriginIsReachedByTheFamilyThatItsDefinitionNames() throws Exception {
    int port = listen(new HttpServerOptions(), "::1", request -> request.response().end("six"));
    Origins origin = Origins.http("[::1]", port);

    service.knows(origin.addresses(AddressFamily.IPV6).build());
    assertThat(get().text()).isEqualTo("six");

    service.knows(origin.addresses(AddressFamily.DUAL_STACK).build());
    assertThat(get().text()).isEqualTo("six");

    service.knows(origin.addresses(AddressFamily.IPV4).build());
    RawHttp.Message answer = get();
    assertThat(answer.head().headers("perigee-failure"))
        .containsExactly(OriginFailure.OriginDnsError.name());
    assertThat(answer.head().headers("perigee-failure-detail"))
        .containsExactly("[::1] has no IPv4 address");
  }

  private static int server(String name, String version) throws Exception {
    return server(authority.sign(Instant.now(), name), version);
  }

  /** A server that answers each request with the version that is spoken. */
  private static int server(LocalAuthority.Signed signed, String version) throws Exception {
    return listen(
        new HttpServerOptions()
            .setSsl(true)
            .setEnabledSecureTransportProtocols(Set.of(version))
            .setKeyCertOptions(
                new PemKeyCertOptions()
                    .addCertValue(Buffer.buffer(signed.chain()))
                    .addKeyValue(Buffer.buffer(signed.key()))),
        "127.0.0.1",
        request -> request.response().end(request.sslSession().getProtocol()));
  }

  private static int listen(
      HttpServerOptions options, String address, Handler<HttpServerRequest> handler)
      throws Exception {
    HttpServer server =
        vertx
            .createHttpServer(options)
            .requestHandler(handler)
            .listen(0, address)
            .toCompletionStage()
            .toCompletableFuture()
            .get(10, TimeUnit.SECONDS);
    return server.actualPort();
  }

  private static Origins at(int port) {
    return Origins.http("localhost", port)
        .protocol(Origin.Protocol.HTTPS_ONLY)
        .attempts(1)
        .connectTimeout(Duration.ofSeconds(10));
  }

  private String failure() throws IOException {
    RawHttp.Message answer = get();
    assertThat(answer.head().headers("perigee-failure"))
        .containsExactly(OriginFailure.OriginConnectError.name());
    return answer.head().header("perigee-failure-detail").orElseThrow();
  }

  private RawHttp.Message get() throws IOException {
    try (EdgeConnection edge = service.connect()) {
      return edge.get("/");
    }
  }
}
