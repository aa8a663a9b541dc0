package dev.perigee.edge.viewer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perigee.contracts.HeaderField;
import dev.perigee.contracts.Staging;
import dev.perigee.contracts.Staging.Stickiness;
import dev.perigee.edge.distribution.Distribution;
import dev.perigee.edge.distribution.HostTable;
import dev.perigee.edge.distribution.SnapshotBuilder;
import dev.perigee.edge.distribution.Snapshots;
import dev.perigee.edge.request.Requests;
import dev.perigee.edge.viewer.StagingChoice.Chosen;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** cloudfront.md, A14: continuous deployment. */
class StagingChoiceTest {

  private static final Stickiness FIVE_TO_TEN_MINUTES =
      new Stickiness(Duration.ofMinutes(5), Duration.ofMinutes(10));

  private final HostTable table = new HostTable();
  private final Distribution primary =
      Snapshots.compiled(SnapshotBuilder.distribution("E1").build());
  private Instant now = Instant.ofEpochSecond(2_000_000_000L);
  private boolean drawn;

  /** The smallest number or the largest: within the share, or not. */
  private final StagingChoice choice =
      new StagingChoice(table, () -> now, () -> drawn ? 0 : Long.MAX_VALUE);

  private static Staging byWeight(@Nullable Stickiness stickiness) {
    return new Staging("E2", null, 0.15, stickiness);
  }

  private void deployStaging() {
    table.put(Snapshots.compiled(SnapshotBuilder.distribution("E2").asStaging().build()));
  }

  private Chosen choose(Staging share, String... fields) {
    return choice.choose(Requests.viewer("GET", "/", fields), primary, share);
  }

  private static String served(Chosen chosen) {
    return chosen.distribution().id();
  }

  @Test
  void aHeaderWithItsValueLeadsToStaging() {
    deployStaging();
    Staging share = new Staging("E2", new HeaderField("aws-cf-cd-test", "yes"), 0, null);
    assertThat(served(choose(share, "aws-cf-cd-test", "yes"))).isEqualTo("E2");
    assertThat(served(choose(share, "aws-cf-cd-test", "no"))).isEqualTo("E1");
    assertThat(served(choose(share))).isEqualTo("E1");
  }

  @Test
  void withoutStickinessEachRequestIsDrawnByItself() {
    deployStaging();
    assertThat(served(choose(byWeight(null)))).isEqualTo("E1");
    drawn = true;
    Chosen chosen = choose(byWeight(null));
    assertThat(served(chosen)).isEqualTo("E2");
    assertThat(chosen.cookie()).isEmpty();
  }

  @Test
  void aStagingDistributionThatIsNotThereServesNobody() {
    drawn = true;
    assertThat(served(choose(byWeight(null)))).isEqualTo("E1");
    table.put(Snapshots.compiled(SnapshotBuilder.distribution("E2").build()));
    assertThat(served(choose(byWeight(null))))
        .as("one that is no staging distribution")
        .isEqualTo("E1");
  }

  @Test
  void aSessionStaysWhereItBeganUntilItIsIdleOrOld() {
    deployStaging();
    Staging share = byWeight(FIVE_TO_TEN_MINUTES);
    drawn = true;
    Chosen first = choose(share);
    assertThat(served(first)).isEqualTo("E2");
    drawn = false;

    now = now.plusSeconds(299);
    Chosen second = choose(share, "cookie", "a=1; " + cookie(first));
    assertThat(served(second)).isEqualTo("E2");
    assertThat(second.request().first("cookie")).as("nobody else sees it").isEqualTo("a=1");

    now = now.plusSeconds(299);
    Chosen third = choose(share, "cookie", cookie(second));
    assertThat(served(third)).isEqualTo("E2");
    assertThat(third.request().first("cookie")).isNull();

    now = now.plusSeconds(2);
    assertThat(served(choose(share, "cookie", cookie(third))))
        .as("ten minutes old")
        .isEqualTo("E1");
    now = now.plusSeconds(298);
    assertThat(served(choose(share, "cookie", cookie(third)))).as("idle").isEqualTo("E1");
  }

  @Test
  void aSessionOfThePrimaryStaysThereToo() {
    deployStaging();
    Staging share = byWeight(FIVE_TO_TEN_MINUTES);
    Chosen first = choose(share);
    drawn = true;
    assertThat(served(choose(share, "cookie", cookie(first)))).isEqualTo("E1");
    assertThat(first.cookie().orElse("")).endsWith("; Max-Age=300; Path=/; HttpOnly");
  }

  @Test
  void otherSettingsAndImpossibleTimesBeginAnew() {
    deployStaging();
    drawn = true;
    Chosen first = choose(byWeight(FIVE_TO_TEN_MINUTES));
    drawn = false;
    Staging other = byWeight(new Stickiness(Duration.ofMinutes(6), Duration.ofMinutes(10)));
    assertThat(served(choose(other, "cookie", cookie(first)))).isEqualTo("E1");
    now = now.minusSeconds(1);
    assertThat(served(choose(byWeight(FIVE_TO_TEN_MINUTES), "cookie", cookie(first))))
        .as("from the future")
        .isEqualTo("E1");
  }

  private static String cookie(Chosen chosen) {
    return chosen.cookie().orElseThrow().split(";", 2)[0];
  }
}
