package dev.perigee.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perigee.contracts.CachePolicy;
import dev.perigee.contracts.Forwarding;
import dev.perigee.contracts.GeoRestriction;
import dev.perigee.contracts.Selection;
import dev.perigee.contracts.TrustedKey;
import dev.perigee.edge.distribution.BehaviorBuilder;
import dev.perigee.edge.distribution.SnapshotBuilder;
import dev.perigee.edge.distribution.Snapshots;
import dev.perigee.testkit.http.Answer;
import dev.perigee.testkit.http.Head;
import dev.perigee.testkit.http.Reply;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What restricts access is never ignored. */
class AccessIT {

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
                    BehaviorBuilder.behavior("*").trusting(new TrustedKey("K1", "-")).build())
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
  void withoutASignatureNobodyIsServedWhereOneIsWanted() throws Exception {
    assertRefused("SIGNED", "signature");
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
