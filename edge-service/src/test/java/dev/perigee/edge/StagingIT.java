package dev.perigee.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perigee.contracts.HeaderField;
import dev.perigee.contracts.ResponseHeaders;
import dev.perigee.contracts.ResponseHeaders.SetHeader;
import dev.perigee.contracts.Staging;
import dev.perigee.contracts.Staging.Stickiness;
import dev.perigee.edge.distribution.BehaviorBuilder;
import dev.perigee.edge.distribution.SnapshotBuilder;
import dev.perigee.testkit.http.Answer;
import dev.perigee.testkit.http.Reply;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** cloudfront.md, A14: continuous deployment through a real edge. */
class StagingIT {

  private static final ResponseHeaders MARK =
      new ResponseHeaders(
          "p", null, List.of(new SetHeader("X-Served-By", "staging", true)), List.of(), null);

  @Test
  void aStagingDistributionServesItsShareWithACacheOfItsOwn(@TempDir Path directory)
      throws Exception {
    try (RunningEdge edge =
        RunningEdge.start(
            directory,
            Map.of(),
            SnapshotBuilder.distribution("HEADER")
                .sharingWith(new Staging("STAGING", new HeaderField("aws-cf-cd-x", "1"), 0, null))
                .build(),
            SnapshotBuilder.distribution("SESSIONS")
                .sharingWith(
                    new Staging(
                        "STAGING",
                        null,
                        1,
                        new Stickiness(Duration.ofMinutes(5), Duration.ofMinutes(5))))
                .build(),
            SnapshotBuilder.distribution("STAGING")
                .asStaging()
                .behaviors(BehaviorBuilder.behavior("*").responseHeaders(MARK).build())
                .build())) {
      edge.on("/a", Answer.ok("a").header("Cache-Control", "max-age=60"));
      assertThat(edge.viewer("HEADER").get("/a").header("X-Served-By")).isEmpty();
      Reply staged = edge.viewer("HEADER").get("/a", "AWS-CF-CD-X: 1");
      assertThat(staged.header("X-Served-By")).contains("staging");
      assertThat(staged.header("X-Cache")).contains("Miss from perigee");
      assertThat(edge.originCount("/a")).isEqualTo(2);
      assertThat(edge.viewer("STAGING").get("/a").status()).isEqualTo(403);

      Reply first = edge.viewer("SESSIONS").get("/a");
      assertThat(first.header("X-Served-By")).contains("staging");
      String cookie = first.header("Set-Cookie").orElseThrow();
      Reply second = edge.viewer("SESSIONS").get("/a", "Cookie: " + cookie.split(";", 2)[0]);
      assertThat(second.header("X-Cache")).contains("Hit from perigee");
      assertThat(second.header("Set-Cookie")).isPresent();
      edge.assertQuiet();
    }
  }
}
