package dev.perigee.invalidation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perigee.contracts.InvalidationRequest;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class BatchTest {

  private final Batch batch =
      new Batch(
          "I1",
          "E1",
          new InvalidationRequest("ref", List.of("/a", "/b*")),
          Instant.parse("2026-11-21T10:00:00Z"));

  @Test
  void aRepeatMayNameThePathsInAnotherOrder() {
    assertThat(batch.hasPaths(List.of("/b*", "/a"))).isTrue();
  }

  @Test
  void otherPathsAreNotARepeat() {
    assertThat(batch.hasPaths(List.of("/a"))).isFalse();
    assertThat(batch.hasPaths(List.of("/a", "/a", "/b*"))).isFalse();
    assertThat(batch.hasPaths(List.of("/a", "/B*"))).isFalse();
  }

  @Test
  void listsLeaveOutThePaths() {
    assertThat(batch.toSummary().paths()).isEmpty();
    assertThat(batch.toState().paths()).containsExactly("/a", "/b*");
  }

  @Test
  void whatIsPublishedNamesTheDistributionAndThePaths() {
    assertThat(batch.toRecord().distributionId()).isEqualTo("E1");
    assertThat(batch.toRecord().paths()).containsExactly("/a", "/b*");
  }

  @Test
  void cacheTagsArePublishedAsSuchAndShownAsTheyCame() {
    Batch tagged =
        new Batch(
            "I1", "E1", new InvalidationRequest("ref", List.of("/a", "#Sale")), Instant.EPOCH);
    assertThat(tagged.toRecord().paths()).containsExactly("/a");
    assertThat(tagged.toRecord().tags()).containsExactly("sale");
    assertThat(tagged.toState().paths()).containsExactly("/a", "#Sale");
  }

  @RepeatedTest(10)
  void idsHaveTheFormOfCloudFrontsIds() {
    assertThat(BatchIds.next()).matches("I[A-Z0-9]{13}");
  }
}
