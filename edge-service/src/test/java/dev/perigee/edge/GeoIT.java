package dev.perigee.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perigee.contracts.CachePolicy;
import dev.perigee.contracts.Forwarding;
import dev.perigee.contracts.GeoRestriction;
import dev.perigee.contracts.Selection;
import dev.perigee.edge.distribution.BehaviorBuilder;
import dev.perigee.edge.distribution.SnapshotBuilder;
import dev.perigee.edge.distribution.Snapshots;
import dev.perigee.testkit.GeoFiles;
import dev.perigee.testkit.http.Answer;
import dev.perigee.testkit.http.Reply;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** cloudfront.md, A7 and A14: where viewers are, through a real edge. */
class GeoIT {

  @Test
  @Tag("A10.6")
  @Tag("A7.3")
  void theCountryDecidesWhoIsServedAndWhatIsTheirs(@TempDir Path directory) throws Exception {
    Path file = directory.resolve("geo.mmdb");
    GeoFiles.write(file, Map.of(127, GeoFiles.country("DE")));
    try (RunningEdge edge =
        RunningEdge.start(
            directory,
            Map.of(
                "PERIGEE_EDGE_GEO_DATABASE",
                file.toString(),
                "PERIGEE_EDGE_GEO_DATABASE_CHECK",
                "1s"),
            SnapshotBuilder.distribution("NOT-FR")
                .geo(new GeoRestriction(GeoRestriction.Mode.ALL_EXCEPT, List.of("FR")))
                .build(),
            SnapshotBuilder.distribution("FR")
                .geo(new GeoRestriction(GeoRestriction.Mode.ONLY, List.of("FR")))
                .build(),
            SnapshotBuilder.distribution("BY-COUNTRY")
                .behaviors(
                    BehaviorBuilder.behavior("*")
                        .policy(byCountry())
                        .forwarding(
                            new Forwarding(
                                Selection.ALL,
                                Selection.NONE,
                                Selection.NONE,
                                List.of("cloudfront-is-desktop-viewer")))
                        .build())
                .build())) {
      edge.on("/a", Answer.ok("a"));
      assertThat(edge.viewer("NOT-FR").get("/a").text()).isEqualTo("a");
      Reply refused = edge.viewer("FR").get("/a");
      assertThat(refused.status()).isEqualTo(403);
      assertThat(refused.header("Cache-Status")).contains("perigee; detail=country");

      edge.on("/b", Answer.ok("b").header("Cache-Control", "max-age=60"));
      assertThat(result(edge, "CloudFront-Viewer-Country: XX")).isEqualTo("Miss");
      assertThat(result(edge, "CloudFront-Viewer-Country: YY")).isEqualTo("Hit");
      assertThat(edge.originRequests("/b"))
          .singleElement()
          .satisfies(request -> {
            assertThat(request.head().all("CloudFront-Viewer-Country")).containsExactly("DE");
            assertThat(request.head().all("CloudFront-Is-Desktop-Viewer")).containsExactly("true");
          });

      GeoFiles.write(file, Map.of(127, GeoFiles.country("FR")));
      Await.until("the new file is in use", () -> edge.viewer("FR").get("/a").status() == 200);
      assertThat(edge.viewer("NOT-FR").get("/a").status()).isEqualTo(403);
      assertThat(result(edge)).isEqualTo("Miss");
      edge.assertQuiet();
    }
  }

  private static String result(RunningEdge edge, String... fields) throws Exception {
    return edge.viewer("BY-COUNTRY")
        .get("/b", fields)
        .header("X-Cache")
        .orElse("none")
        .split(" ", 2)[0];
  }

  private static CachePolicy byCountry() {
    CachePolicy plain = Snapshots.policy();
    return new CachePolicy(
        plain.id(),
        plain.semantics(),
        plain.minTtl(),
        plain.defaultTtl(),
        plain.maxTtl(),
        plain.headers(),
        List.of("cloudfront-viewer-country"),
        plain.cookies(),
        plain.queryStrings(),
        plain.gzip(),
        plain.brotli());
  }
}
