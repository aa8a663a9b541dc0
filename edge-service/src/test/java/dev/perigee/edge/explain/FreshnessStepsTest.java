package dev.perigee.edge.explain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perigee.contracts.ErrorRule;
import dev.perigee.edge.distribution.Snapshots;
import dev.perigee.edge.store.ResponseHead;
import dev.perigee.httpcache.Reason;
import dev.perigee.httpcache.freshness.Cacheability;
import dev.perigee.httpcache.freshness.Lifetime;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class FreshnessStepsTest {

  @Test
  void whatTheOriginSaysAndWhatComesOfItAreSteps() {
    assertThat(
            steps(
                200,
                List.of("cache-control", "max-age=60", "etag", "\"1\""),
                new Cacheability.Store(
                    new Lifetime(Duration.ofSeconds(60), Duration.ZERO, Duration.ZERO))))
        .contains("status 200", "cache-control: max-age=60", "etag: \"1\"")
        .last()
        .isEqualTo(
            "kept for 60 s, then 0 s more while it is got anew, 0 s in place of an origin that fails");
  }

  @Test
  void whatIsNotKeptHasItsReason() {
    assertThat(
            steps(
                200,
                List.of("cache-control", "no-store"),
                new Cacheability.DoNotStore(Reason.NO_STORE)))
        .last()
        .isEqualTo("not kept: no-store");
  }

  @Test
  void anErrorHasItsRule() {
    assertThat(
            steps(
                404,
                List.of(),
                new Cacheability.Store(
                    new Lifetime(Duration.ofSeconds(7), Duration.ZERO, Duration.ZERO))))
        .contains("status 404", "error rule for 404: 7 s at least");
  }

  private static List<String> steps(int status, List<String> fields, Cacheability outcome) {
    return FreshnessSteps.of(
        Snapshots.policy(),
        List.of(new ErrorRule(404, Duration.ofSeconds(7), null)),
        new ResponseHead(status, fields),
        outcome);
  }
}
