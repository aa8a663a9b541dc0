package dev.perigee.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.perigee.contracts.Behavior;
import dev.perigee.contracts.Behavior.ViewerProtocol;
import dev.perigee.contracts.Forwarding;
import dev.perigee.contracts.Selection;
import dev.perigee.edge.TlsViewer.Seen;
import dev.perigee.edge.distribution.BehaviorBuilder;
import dev.perigee.edge.distribution.SnapshotBuilder;
import dev.perigee.local.certificate.LocalAuthority;
import dev.perigee.testkit.http.Answer;
import dev.perigee.testkit.http.Reply;
import dev.perigee.testkit.http.Viewer;
import io.vertx.core.http.HttpVersion;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** cloudfront.md, A1, A7 and A8: HTTPS through a real edge. */
class TlsIT {

  private static final String STRICT = "www.strict.test";
  private static final String MODERN = "modern.strict.test";
  private static final String OLD = "old.example.net";

  @TempDir private static Path directory;
  private static LocalAuthority authority;
  private static RunningEdge edge;

  @BeforeAll
  static void start() throws Exception {
    authority = LocalAuthority.create(Instant.now());
    certificate("own", "*.example.net");
    certificate("strict", "*.strict.test");
    certificate("11111111-2222-3333-4444-555555555555", "www.named.test");
    certificate("another", "www.named.test");
    edge =
        RunningEdge.start(
            directory,
            Map.of(
                "PERIGEE_DOMAIN",
                "example.net",
                "PERIGEE_EDGE_CERTIFICATES",
                directory.resolve("certificates").toString(),
                "PERIGEE_EDGE_CERTIFICATES_CHECK",
                "1s"),
            SnapshotBuilder.distribution("OLD")
                .behaviors(behavior(ViewerProtocol.ALLOW_ALL))
                .build(),
            SnapshotBuilder.distribution("STRICT")
                .aliases(STRICT)
                .certificate("", "TLSv1.2_2021")
                .build(),
            SnapshotBuilder.distribution("ELEVEN")
                .aliases("eleven.strict.test")
                .certificate("", "TLSv1.1_2016")
                .build(),
            SnapshotBuilder.distribution("MODERN")
                .aliases(MODERN)
                .certificate("", "TLSv1.3_2025")
                .build(),
            SnapshotBuilder.distribution("PLAIN").withoutHttp2().build(),
            SnapshotBuilder.distribution("NAMED")
                .aliases("www.named.test")
                .certificate(
                    "arn:aws:acm:us-east-1:123456789012:certificate/"
                        + "11111111-2222-3333-4444-555555555555",
                    "TLSv1.2_2021")
                .build(),
            SnapshotBuilder.distribution("ONLY")
                .behaviors(behavior(ViewerProtocol.HTTPS_ONLY))
                .build(),
            SnapshotBuilder.distribution("REDIRECT")
                .behaviors(behavior(ViewerProtocol.REDIRECT_TO_HTTPS))
                .build());
    edge.on("/a", Answer.ok("a"));
  }

  private static Behavior behavior(ViewerProtocol protocol) {
    return BehaviorBuilder.behavior("*")
        .viewerProtocol(protocol)
        .forwarding(
            new Forwarding(
                Selection.ALL,
                Selection.NONE,
                Selection.NONE,
                List.of(
                    "cloudfront-forwarded-proto",
                    "cloudfront-viewer-tls",
                    "cloudfront-viewer-http-version")))
        .build();
  }

  private static void certificate(String name, String... hosts) throws Exception {
    LocalAuthority.Signed signed = authority.sign(Instant.now(), hosts);
    Path folder = Files.createDirectories(directory.resolve("certificates"));
    Files.writeString(folder.resolve(name + ".key"), signed.key());
    Files.writeString(folder.resolve(name + ".crt"), signed.chain());
  }

  @AfterAll
  static void stop() {
    edge.close();
  }

  @AfterEach
  void nothingIsLeftUnderWay() throws Exception {
    edge.assertQuiet();
  }

  @Test
  void everyNameGetsItsCertificateAndAnUnknownOneThatOfTheDomain() throws Exception {
    try (TlsViewer viewer = viewer().trusting(authority.pem())) {
      assertThat(viewer.get(OLD, "/a").text()).isEqualTo("a");
      assertThat(viewer.get(STRICT, "/a").text()).isEqualTo("a");
      assertThat(viewer.get("www.named.test", "/a").status()).isEqualTo(200);
      assertThatThrownBy(() -> viewer.get("nobody.test", "/a"))
          .hasStackTraceContaining("No subject alternative DNS name");
    }
    try (TlsViewer trustful = viewer()) {
      Seen unknown = trustful.get("nobody.test", "/a");
      assertThat(unknown.status()).isEqualTo(403);
      assertThat(names(unknown)).isEqualTo("CN=*.example.net");
    }
  }

  private static String names(Seen seen) {
    return seen.certificate().getSubjectX500Principal().getName();
  }

  @Test
  @Tag("A8.4")
  void theSecurityPolicyOfTheNameBoundsTheHandshake() throws Exception {
    try (TlsViewer old =
            viewer().versions("TLSv1").ciphers("TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA");
        TlsViewer eleven =
            viewer().versions("TLSv1.1").ciphers("TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA");
        TlsViewer twelve =
            viewer().versions("TLSv1.2").ciphers("TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256");
        TlsViewer weak =
            viewer().versions("TLSv1.2").ciphers("TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA");
        TlsViewer thirteen = viewer().versions("TLSv1.3")) {
      assertThat(old.get(OLD, "/a").status()).isEqualTo(200);
      assertThatThrownBy(() -> old.get("eleven.strict.test", "/a")).hasMessageContaining("ssl");
      assertThat(eleven.get("eleven.strict.test", "/a").status()).isEqualTo(200);
      assertThatThrownBy(() -> eleven.get(STRICT, "/a")).hasMessageContaining("ssl");
      assertThatThrownBy(() -> weak.get(STRICT, "/a")).hasMessageContaining("ssl");
      assertThat(twelve.get(STRICT, "/a").status()).isEqualTo(200);
      assertThatThrownBy(() -> twelve.get(MODERN, "/a")).hasMessageContaining("ssl");
      assertThat(thirteen.get(MODERN, "/a").status()).isEqualTo(200);
    }
  }

  @Test
  void aConnectionUnderALaxerNameIsNotGoodForAStricterHost() throws Exception {
    try (TlsViewer eleven =
            viewer().versions("TLSv1.1").ciphers("TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA");
        TlsViewer modern = viewer();
        TlsViewer two = viewer().http2()) {
      assertMisdirected(eleven.get("eleven.strict.test", STRICT, "/a"));
      assertMisdirected(modern.get(OLD, STRICT, "/a"));
      assertThat(modern.get(STRICT, MODERN, "/a").status()).isEqualTo(200);
      assertMisdirected(two.get(OLD, "plain.example.net", "/a"));
    }
  }

  private static void assertMisdirected(Seen seen) {
    assertThat(seen.status()).isEqualTo(421);
    assertThat(seen.header("Cache-Status")).isEqualTo("perigee; detail=misdirected");
  }

  @Test
  @Tag("A8.2")
  void http2IsAgreedUponWhereTheDistributionHasIt() throws Exception {
    try (TlsViewer viewer = viewer().http2()) {
      Seen seen = viewer.get(OLD, "/a");
      assertThat(seen.version()).isEqualTo(HttpVersion.HTTP_2);
      assertThat(seen.header("Via")).startsWith("2.0 ");
      assertThat(viewer.get("plain.example.net", "/a").version()).isEqualTo(HttpVersion.HTTP_1_1);
    }
  }

  @Test
  void aCertificateOfTheNameThatTheDistributionGivesGoesBeforeOthers() throws Exception {
    try (TlsViewer viewer = viewer()) {
      byte[] named =
          Files.readAllBytes(
              directory.resolve("certificates/11111111-2222-3333-4444-555555555555.crt"));
      assertThat(new String(named, StandardCharsets.US_ASCII))
          .contains(
              Base64.getMimeEncoder(64, new byte[] {'\n'})
                  .encodeToString(viewer.get("www.named.test", "/a").certificate().getEncoded()));
    }
  }

  @Test
  @Tag("A1.5")
  void theSchemeOfTheListenerDecides() throws Exception {
    Reply refused = edge.viewer("ONLY").get("/a");
    assertThat(refused.status()).isEqualTo(403);
    Reply redirected = edge.viewer("REDIRECT").get("/a?b=c");
    assertThat(redirected.status()).isEqualTo(301);
    assertThat(redirected.header("Location")).contains("https://redirect.example.net/a?b=c");
    String port = edge.url().substring(edge.url().lastIndexOf(':'));
    Reply toOwnPort = new Viewer(edge.url(), "redirect.example.net" + port).get("/a");
    assertThat(toOwnPort.header("Location"))
        .contains("https://redirect.example.net:" + edge.securePort() + "/a");
    try (TlsViewer viewer = viewer()) {
      assertThat(viewer.get("only.example.net", "/a").status()).isEqualTo(200);
      assertThat(viewer.get("redirect.example.net", "/a").status()).isEqualTo(200);
    }
  }

  @Test
  @Tag("A7.3")
  void theOriginIsToldHowTheViewerCame() throws Exception {
    edge.on("/told", Answer.ok("told").header("Cache-Control", "no-store"));
    try (TlsViewer viewer =
            viewer().versions("TLSv1.2").ciphers("TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256");
        TlsViewer two = viewer().http2().versions("TLSv1.3")) {
      viewer.get(OLD, "/told");
      two.get(OLD, "/told");
    }
    edge.viewer("OLD").get("/told");
    assertThat(told("CloudFront-Forwarded-Proto")).containsExactly("https", "https", "http");
    assertThat(told("CloudFront-Viewer-Http-Version")).containsExactly("1.1", "2.0", "1.1");
    assertThat(told("CloudFront-Viewer-TLS").get(0))
        .isEqualTo("TLSv1.2:ECDHE-ECDSA-AES128-GCM-SHA256:fullHandshake");
    assertThat(told("CloudFront-Viewer-TLS").get(1)).startsWith("TLSv1.3:TLS_AES_");
    assertThat(told("CloudFront-Viewer-TLS").get(2)).isEqualTo("none");
  }

  private static List<String> told(String name) {
    return edge.originRequests("/told").stream()
        .map(request -> request.head().first(name).orElse("none"))
        .toList();
  }

  @Test
  void certificatesAreReplacedWithoutARestartAndBrokenOnesLeaveTheOldInUse() throws Exception {
    try (TlsViewer viewer = viewer()) {
      Path folder = directory.resolve("certificates");
      Files.writeString(folder.resolve("own.crt"), "not a certificate");
      Await.until(
          "it is refused",
          () -> edge.log().contains("certificate own cannot be used, the one before stays"));
      assertThat(names(viewer.get(OLD, "/a"))).isEqualTo("CN=*.example.net");

      certificate("own", "*.example.net", "extra.test");
      certificate("new", "fresh.test");
      Await.until(
          "the new one is shown",
          () ->
              viewer.get(OLD, "/a").certificate().getSubjectAlternativeNames().size() == 2
                  && names(viewer.get("fresh.test", "/a")).equals("CN=fresh.test"));
    }
  }

  private static TlsViewer viewer() {
    return new TlsViewer(edge.securePort());
  }
}
