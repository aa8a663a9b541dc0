package dev.perigee.invalidation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perigee.contracts.ContractJson;
import dev.perigee.contracts.Invalidation;
import dev.perigee.contracts.InvalidationEffect;
import dev.perigee.contracts.InvalidationRequest;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class BatchTest {

  private final Batch batch =
      new Batch("I1", "E1", request(List.of("/a", "/b*")), Instant.parse("2026-11-21T10:00:00Z"));

  @Test
  void aRepeatMayNameThePathsInAnotherOrder() {
    assertThat(batch.isRepeatedBy(request(List.of("/b*", "/a")))).isTrue();
  }

  @Test
  void otherPathsAreNotARepeat() {
    assertThat(batch.isRepeatedBy(request(List.of("/a")))).isFalse();
    assertThat(batch.isRepeatedBy(request(List.of("/a", "/a", "/b*")))).isFalse();
    assertThat(batch.isRepeatedBy(request(List.of("/a", "/B*")))).isFalse();
  }

  @Test
  void listsLeaveOutThePaths() {
    assertThat(batch.toSummary().paths()).isEmpty();
    assertThat(batch.toState().paths()).containsExactly("/a", "/b*");
  }

  @Test
  void whatIsPublishedNamesTheDistributionAndThePaths() {
    assertThat(batch.toRecords())
        .singleElement()
        .satisfies(published -> {
          assertThat(published.distributionId()).isEqualTo("E1");
          assertThat(published.paths()).containsExactly("/a", "/b*");
        });
  }

  @Test
  void aBatchOfLongPathsIsPublishedInPartsThatABrokerTakes() {
    List<String> paths =
        IntStream.range(0, 3_000).mapToObj(i -> "/" + i + "\\".repeat(3_990)).toList();
    Batch large = new Batch("I1", "E1", request(paths), Instant.EPOCH);

    assertThat(large.toRecords())
        .hasSizeGreaterThan(1)
        .allSatisfy(part -> assertThat(ContractJson.write(part)).hasSizeLessThan(1 << 20));
    assertThat(large.toRecords().stream().flatMap(part -> part.paths().stream()))
        .containsExactlyElementsOf(paths);
  }

  @Test
  void cacheTagsArePublishedAsSuchAndShownAsTheyCame() {
    Batch tagged = new Batch("I1", "E1", request(List.of("/a", "#Sale")), Instant.EPOCH);
    assertThat(tagged.toRecords())
        .singleElement()
        .satisfies(published -> {
          assertThat(published.paths()).containsExactly("/a");
          assertThat(published.tags()).containsExactly("sale");
        });
    assertThat(tagged.toState().paths()).containsExactly("/a", "#Sale");
  }

  @Test
  void aSoftOneIsPublishedAsSuchAndNotRepeatedByAHardOne() {
    InvalidationRequest request =
        new InvalidationRequest("ref", List.of("/a"), InvalidationEffect.SOFT);
    Batch soft = new Batch("I1", "E1", request, Instant.EPOCH);
    assertThat(soft.toRecords()).extracting(Invalidation::effect).containsExactly(request.effect());
    assertThat(soft.isRepeatedBy(request)).isTrue();
    assertThat(soft.isRepeatedBy(request(List.of("/a")))).isFalse();
  }

  private static InvalidationRequest request(List<String> paths) {
    return new InvalidationRequest("ref", paths, InvalidationEffect.HARD);
  }

  @RepeatedTest(10)
  void idsHaveTheFormOfCloudFrontsIds() {
    assertThat(BatchIds.next()).matches("I[A-Z0-9]{13}");
  }
}
