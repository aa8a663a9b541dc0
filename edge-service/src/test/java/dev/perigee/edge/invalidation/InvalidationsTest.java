package dev.perigee.edge.invalidation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perigee.contracts.ContractJson;
import dev.perigee.contracts.Invalidation;
import dev.perigee.contracts.InvalidationEffect;
import dev.perigee.edge.store.Horizon;
import dev.perigee.edge.store.ResponseHead;
import dev.perigee.edge.store.StoredResponse;
import dev.perigee.httpcache.freshness.Lifetime;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class InvalidationsTest {

  private final Invalidations invalidations = new Invalidations(100, 1 << 20, 1 << 20);

  @Test
  void aResponseFromBeforeItsInvalidationIsOfNoUse() {
    invalidations.started("log", 0);
    StoredResponse before = stored("/a", invalidations.horizon());
    assertThat(isUsable(before)).isTrue();
    invalidate(0, "/a");
    StoredResponse after = stored("/a", invalidations.horizon());
    assertThat(isUsable(before)).isFalse();
    assertThat(isUsable(after)).isTrue();
  }

  @Test
  void whatMatchesNothingStaysOfUseHoweverOftenItIsAsked() {
    invalidations.started("log", 0);
    StoredResponse response = stored("/b", invalidations.horizon());
    invalidate(0, "/a", "/c*");
    assertThat(isUsable(response)).isTrue();
    assertThat(isUsable(response)).isTrue();
    invalidate(1, "/b");
    assertThat(isUsable(response)).isFalse();
  }

  @Test
  void whatSurvivedManyOthersIsStillOfNoUseOnceItIsMeant() {
    invalidations.started("log", 0);
    StoredResponse response = stored("/b", invalidations.horizon());
    for (int offset = 0; offset < 200; offset++) {
      invalidate(offset, "/" + offset);
      assertThat(isUsable(response)).as("after offset %d", offset).isEqualTo(offset < 100);
    }
    StoredResponse newer = stored("/b", invalidations.horizon());
    invalidate(200, "/c");
    assertThat(isUsable(newer)).isTrue();
    invalidate(201, "/b");
    assertThat(isUsable(newer)).isFalse();
  }

  @Test
  void aQueryIsMeantInTheOrderOfNamesToo() {
    invalidations.started("log", 0);
    StoredResponse asWritten = stored("/a?start=1&end=2", invalidations.horizon());
    StoredResponse byName = stored("/a?end=2&start=1", invalidations.horizon());
    invalidate(0, "/a?start=1&end=2");
    assertThat(isUsable(asWritten)).isFalse();
    assertThat(isUsable(byName)).isFalse();
  }

  @Test
  void onlyItsOwnDistributionIsMeant() {
    invalidations.started("log", 0);
    StoredResponse response = stored("/a", invalidations.horizon());
    invalidate(0, "/a");
    assertThat(invalidations.isUsable("E2", response, null)).isTrue();
  }

  @Test
  void theAliasCountsAsMuchAsThePath() {
    invalidations.started("log", 0);
    StoredResponse index = stored("/index.html", invalidations.horizon());
    invalidate(0, "/");
    assertThat(invalidations.isUsable("E1", index, null)).isTrue();
    StoredResponse again = stored("/index.html", new Horizon("log", -1));
    assertThat(invalidations.isUsable("E1", again, "/")).isFalse();
  }

  @Test
  void theHorizonFollowsTheLogAndIsToldAfterTheIndexKnows() {
    List<Horizon> told = new ArrayList<>();
    invalidations.started("log", 0);
    invalidations.onApplied(() -> told.add(invalidations.horizon()));
    assertThat(invalidations.horizon()).isEqualTo(new Horizon("log", -1));
    invalidate(0, "/a");
    invalidate(1, "/b");
    assertThat(told).containsExactly(new Horizon("log", 0), new Horizon("log", 1));
  }

  @Test
  void aFillIsJudgedByWhenItBegan() {
    invalidations.started("log", 0);
    Horizon began = invalidations.horizon();
    assertThat(invalidations.isUsable("E1", began, "/a", null, List.of())).isTrue();
    invalidate(0, "/a");
    assertThat(invalidations.isUsable("E1", began, "/a", null, List.of())).isFalse();
    assertThat(invalidations.isUsable("E1", began, "/b", null, List.of())).isTrue();
    assertThat(invalidations.isUsable("E1", began, "/index.html", "/a", List.of())).isFalse();
    assertThat(invalidations.isUsable("E1", invalidations.horizon(), "/a", null, List.of()))
        .isTrue();
  }

  @Test
  void whatCannotBeReadInvalidatesTheWholeDistribution() {
    invalidations.started("log", 0);
    StoredResponse response = stored("/a", invalidations.horizon());
    invalidations.record(0, "E1", "garbage".getBytes(StandardCharsets.UTF_8));
    assertThat(isUsable(response)).isFalse();
    assertThat(invalidations.horizon().offset()).isZero();
  }

  @Test
  void aRecordWithoutAValueOnlyMovesTheHorizon() {
    invalidations.started("log", 0);
    StoredResponse response = stored("/a", invalidations.horizon());
    invalidations.record(0, "E1", null);
    assertThat(isUsable(response)).isTrue();
    assertThat(invalidations.horizon().offset()).isZero();
  }

  @Test
  void aTagMeansEveryResponseThatHasIt() {
    invalidations.started("log", 0);
    StoredResponse tagged = stored("/a", invalidations.horizon()).tagged(List.of("x", "sale"));
    StoredResponse other = stored("/b", invalidations.horizon()).tagged(List.of("x"));
    StoredResponse untagged = stored("/c", invalidations.horizon());
    invalidate(0, "#SALE");
    assertThat(isUsable(tagged)).isFalse();
    assertThat(isUsable(other)).isTrue();
    assertThat(isUsable(untagged)).isTrue();
    assertThat(isUsable(stored("/a", invalidations.horizon()).tagged(List.of("sale")))).isTrue();
  }

  @Test
  void anyTagMayBeThatOfAFillWhoseTagsAreNotKnownYet() {
    invalidations.started("log", 0);
    Horizon began = invalidations.horizon();
    invalidate(0, "#sale");
    assertThat(invalidations.isUsable("E1", began, "/a", null, null)).isFalse();
    assertThat(invalidations.isUsable("E1", began, "/a", null, List.of("sale"))).isFalse();
    assertThat(invalidations.isUsable("E1", began, "/a", null, List.of("x"))).isTrue();
    assertThat(invalidations.isUsable("E2", began, "/a", null, null)).isTrue();
  }

  @Test
  void distributionsThatAreTooManyToRememberAllCountAsInvalidated() {
    Invalidations small = new Invalidations(100, 1 << 16, 2 * Indexes.INDEX_BYTES);
    small.started("log", 0);
    StoredResponse before = stored("/a", small.horizon());
    for (int offset = 0; offset < 2; offset++) {
      small.record(
          offset,
          "E" + offset,
          ContractJson.write(Invalidation.of("I", "E" + offset, List.of("/*"), Instant.EPOCH)));
    }
    assertThat(small.isUsable("E9", before, null)).isFalse();
    assertThat(small.bytes()).isZero();
    assertThat(small.isUsable("E9", stored("/a", small.horizon()), null)).isTrue();
  }

  @Test
  void whatIsSoftlyInvalidatedIsUsableAndStaleUntilItIsConfirmed() {
    invalidations.started("log", 0);
    StoredResponse before = stored("/a", invalidations.horizon()).tagged(List.of("sale"));
    Horizon began = invalidations.horizon();
    assertThat(isStale(before)).isFalse();
    invalidateSoftly(0, "/a*");
    assertThat(isUsable(before)).isTrue();
    assertThat(isStale(before)).isTrue();
    assertThat(isStale(stored("/b", began))).isFalse();
    assertThat(isStale(stored("/a", invalidations.horizon()))).isFalse();
    assertThat(invalidations.isUsable("E1", began, "/a", null, List.of())).isFalse();

    StoredResponse confirmed = stored("/a", invalidations.horizon()).tagged(List.of("sale"));
    invalidateSoftly(1, "#sale");
    assertThat(isStale(confirmed)).isTrue();
    assertThat(invalidations.isStale("E2", confirmed, null)).isFalse();
    invalidate(2, "/a");
    assertThat(isUsable(confirmed)).isFalse();
  }

  @Nested
  class WhenTheLogBegan {

    @Test
    void whatWasFetchedBeforeIsOfNoUse() {
      StoredResponse early = stored("/a", invalidations.horizon());
      Horizon began = invalidations.horizon();
      assertThat(isUsable(early)).isTrue();
      assertThat(invalidations.isUsable("E1", began, "/a", null, List.of())).isTrue();
      invalidations.started("log", 0);
      assertThat(isUsable(early)).isFalse();
      assertThat(invalidations.isUsable("E1", began, "/a", null, List.of())).isFalse();
    }

    @Test
    void aResponseOfAnUnknownLogIsOfNoUse() {
      assertThat(isUsable(stored("/a", new Horizon("log", 5)))).isFalse();
      assertThat(invalidations.isUsable("E1", new Horizon("log", 5), "/a", null, List.of()))
          .isFalse();
    }

    @Test
    void whatItNoLongerHoldsMayHaveMatchedAnything() {
      invalidations.started("log", 10);
      assertThat(isUsable(stored("/a", new Horizon("log", 8)))).isFalse();
      assertThat(isUsable(stored("/a", new Horizon("log", 9)))).isTrue();
      assertThat(invalidations.horizon()).isEqualTo(new Horizon("log", 9));
    }

    @Test
    void missedRecordsMakeEverythingOlderOfNoUse() {
      invalidations.started("log", 0);
      invalidate(0, "/x");
      StoredResponse response = stored("/a", invalidations.horizon());
      assertThat(isUsable(response)).isTrue();
      invalidations.started("log", 10);
      assertThat(isUsable(response)).isFalse();
    }
  }

  @Nested
  class WhenAnotherLogTakesItsPlace {

    @Test
    void nothingOfTheFormerLogIsOfUse() {
      invalidations.started("log", 0);
      invalidate(0, "/x");
      StoredResponse response = stored("/a", invalidations.horizon());
      invalidations.started("other", 0);
      assertThat(isUsable(response)).isFalse();
      assertThat(invalidations.horizon()).isEqualTo(new Horizon("other", -1));
      assertThat(isUsable(stored("/a", invalidations.horizon()))).isTrue();
    }

    @Test
    void whatTheFormerLogInvalidatedDoesNotComeBack() {
      StoredResponse early = stored("/a", Horizon.NONE);
      invalidations.started("log", 0);
      invalidate(0, "/a");
      assertThat(isUsable(early)).isFalse();
      invalidations.started("other", 0);
      assertThat(isUsable(early)).isFalse();
      assertThat(invalidations.isUsable("E1", Horizon.NONE, "/a", null, List.of())).isFalse();
    }
  }

  private boolean isUsable(StoredResponse response) {
    return invalidations.isUsable("E1", response, null);
  }

  private void invalidate(long offset, String... paths) {
    invalidations.record(
        offset,
        "E1",
        ContractJson.write(Invalidation.of("I" + offset, "E1", List.of(paths), Instant.EPOCH)));
  }

  private boolean isStale(StoredResponse response) {
    return invalidations.isStale("E1", response, null);
  }

  private void invalidateSoftly(long offset, String... items) {
    Invalidation soft =
        Invalidation.of("I" + offset, "E1", List.of(items), InvalidationEffect.SOFT, Instant.EPOCH);
    invalidations.record(offset, "E1", ContractJson.write(soft));
  }

  private static StoredResponse stored(String path, Horizon horizon) {
    return new StoredResponse(
        new ResponseHead(200, List.of()),
        Unpooled.EMPTY_BUFFER,
        path,
        horizon,
        0,
        new Lifetime(Duration.ofDays(1), Duration.ZERO, Duration.ZERO));
  }
}
