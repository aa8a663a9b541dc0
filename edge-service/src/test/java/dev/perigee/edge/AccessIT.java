package dev.perigee.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perigee.contracts.CachePolicy;
import dev.perigee.contracts.Forwarding;
import dev.perigee.contracts.GeoRestriction;
import dev.perigee.contracts.Selection;
import dev.perigee.edge.distribution.BehaviorBuilder;
import dev.perigee.edge.distribution.SnapshotBuilder;
import dev.perigee.edge.distribution.Snapshots;
import dev.perigee.edge.signature.Signers;
import dev.perigee.testkit.http.Answer;
import dev.perigee.testkit.http.Head;
import dev.perigee.testkit.http.Reply;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.cloudfront.CloudFrontUtilities;

/** What restricts access is never ignored. */
class AccessIT {

  private static final KeyPair KEY = Signers.rsa(2048);
  private static final CloudFrontUtilities SDK = CloudFrontUtilities.create();

  private static final CachePolicy BY_COUNTRY =
      Snapshots.policy(
          Selection.only(List.of("cloudfront-viewer-country", "accept-language")),
          Selection.NONE,
          Selection.NONE);

  @TempDir private static Path directory;

  @SuppressWarnings("NullAway.Init")
  private static RunningEdge edge;

  @BeforeAll
  static void start() throws Exception {
    edge =
        RunningEdge.start(
            directory,
            Map.of(),
            SnapshotBuilder.distribution("SIGNED")
                .behaviors(
                    BehaviorBuilder.behavior("*")
                        .policy(Snapshots.policy(Selection.NONE, Selection.ALL, Selection.ALL))
                        .trusting(Signers.trusted("K1", KEY))
                        .build())
                .build(),
            SnapshotBuilder.distribution("GEO")
                .geo(new GeoRestriction(GeoRestriction.Mode.ALL_EXCEPT, List.of("DE")))
                .build(),
            SnapshotBuilder.distribution("STAGING").asStaging().build(),
            SnapshotBuilder.distribution("OPEN")
                .behaviors(
                    BehaviorBuilder.behavior("*")
                        .policy(BY_COUNTRY)
                        .forwarding(
                            new Forwarding(
                                Selection.ALL, Selection.NONE, Selection.NONE, List.of()))
                        .build())
                .build());
    edge.on("/a", Answer.ok("open"));
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
  @Tag("A10.5")
  void withoutASignatureNobodyIsServedWhereOneIsWanted() throws Exception {
    assertRefused("SIGNED", "signature");
    Reply refused = edge.viewer("SIGNED").get("/a");
    assertThat(refused.header("Content-Type")).contains("text/xml");
    assertThat(refused.text())
        .isEqualTo(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Error><Code>MissingKey</Code><Message>"
                + "Missing Key-Pair-Id query parameter or cookie value</Message></Error>");
    assertThat(edge.viewer("SIGNED").get("/a?Key-Pair-Id=K2").text()).contains("InvalidKey");
  }

  @Test
  @Tag("A10.4")
  void whatSignsARequestIsInNeitherTheKeyNorTheOriginsRequest() throws Exception {
    edge.on("/film", Answer.ok("film").header("Cache-Control", "max-age=60"));
    String target = signed("/film?part=1", Instant.now().plusSeconds(60));
    assertThat(edge.viewer("SIGNED").get(target, "Cookie: a=1; CloudFront-Signature=x").text())
        .isEqualTo("film");
    String renewed = signed("/film?part=1", Instant.now().plusSeconds(600));
    Reply again = edge.viewer("SIGNED").get(renewed, "Cookie: a=1");
    assertThat(again.header("X-Cache")).contains("Hit from perigee");
    assertThat(edge.originRequests("/film"))
        .singleElement()
        .satisfies(request -> {
          assertThat(request.target()).isEqualTo("/film?part=1");
          assertThat(request.head().first("Cookie")).contains("a=1");
        });
    String expired = signed("/film?part=1", Instant.now().minusSeconds(1));
    assertThat(edge.viewer("SIGNED").get(expired).text()).contains("AccessDenied");
    assertThat(edge.viewer("SIGNED").head(expired).status()).isEqualTo(403);
  }

  private static String signed(String target, Instant expires) {
    String base = "http://signed.example.net";
    return SDK.getSignedUrlWithCannedPolicy(b ->
            b.resourceUrl(base + target)
                .privateKey(KEY.getPrivate())
                .keyPairId("K1")
                .expirationDate(expires))
        .url()
        .substring(base.length());
  }

  @Test
  void withoutADatabaseOfCountriesNobodyIsServedWhereOneIsNeeded() throws Exception {
    assertRefused("GEO", "no-geo-database");
  }

  @Test
  void aStagingDistributionIsNotServedUnderItsOwnName() throws Exception {
    assertRefused("STAGING", "staging");
  }

  @Test
  @Tag("A7.2")
  @Tag("A7.3")
  void whatAViewerClaimsInTheEdgesNameReachesNeitherTheKeyNorTheOrigin() throws Exception {
    assertThat(edge.viewer("OPEN").get("/a", "CloudFront-Viewer-Country: DE").text())
        .isEqualTo("open");
    Reply other = edge.viewer("OPEN").get("/a", "CloudFront-Viewer-Country: FR");
    assertThat(other.header("X-Cache")).contains("Hit from perigee");
    assertThat(edge.originRequests("/a"))
        .singleElement()
        .satisfies(request ->
            assertThat(request.head().fields())
                .extracting(Head.Field::name)
                .noneMatch(name -> name.startsWith("cloudfront-")));
  }

  private static void assertRefused(String distribution, String reason) throws Exception {
    Reply refused = edge.viewer(distribution).get("/a");
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.header("X-Cache")).contains("Error from perigee");
    assertThat(refused.header("Cache-Status")).contains("perigee; detail=" + reason);
  }
}
