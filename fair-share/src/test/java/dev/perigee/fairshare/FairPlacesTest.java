package dev.perigee.fairshare;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FairPlacesTest {

  private static final int LIMIT = 100;

  private final FairPlaces places = new FairPlaces(LIMIT);
  private final Map<String, Integer> has = new HashMap<>();
  private final List<String> lost = new ArrayList<>();

  private FairPlaces.@Nullable Place take(String owner) {
    FairPlaces.Place place =
        places.take(
            owner,
            () -> {
              has.merge(owner, -1, Integer::sum);
              lost.add(owner);
            });
    if (place != null) {
      has.merge(owner, 1, Integer::sum);
    }
    return place;
  }

  private void takeAllOf(String owner, int wishes) {
    for (int i = 0; i < wishes; i++) {
      take(owner);
    }
  }

  @Test
  void whileSomeAreFreeAnOwnerMayHaveThemAll() {
    takeAllOf("a", LIMIT + 50);

    assertThat(has).containsEntry("a", LIMIT);
    assertThat(lost).isEmpty();
    assertThat(places.taken()).isEqualTo(LIMIT);
  }

  @Test
  void whoHasMostLosesToWhoHasFewerUntilAllHaveTheSame() {
    takeAllOf("a", LIMIT);
    takeAllOf("b", LIMIT);
    assertThat(has).containsEntry("a", LIMIT / 2).containsEntry("b", LIMIT / 2);

    takeAllOf("c", LIMIT);

    assertThat(has.values()).allSatisfy(count -> assertThat(count).isBetween(33, 34));
    assertThat(places.taken()).isEqualTo(LIMIT);
  }

  @Test
  void whoWantsLessThanItsShareAlwaysFindsAPlace() {
    for (int i = 0; i < 20; i++) {
      takeAllOf("dead" + i, LIMIT);
    }

    for (int i = 0; i < LIMIT / 21; i++) {
      assertThat(take("healthy")).as("place %d", i).isNotNull();
    }
    assertThat(lost).doesNotContain("healthy");
  }

  @Test
  void theYoungestIsLost() {
    FairPlaces few = new FairPlaces(2);
    List<String> gone = new ArrayList<>();
    few.take("a", () -> gone.add("older"));
    few.take("a", () -> gone.add("younger"));

    assertThat(few.take("b", () -> {})).isNotNull();

    assertThat(gone).containsExactly("younger");
  }

  @Test
  void aPlaceThatIsGivenBackTwiceCountsOnce() {
    FairPlaces.Place place = requireNonNull(take("a"));
    take("a");
    place.close();
    place.close();

    assertThat(places.taken()).isEqualTo(1);
  }

  @Test
  void neverMoreThanThereAreWhateverComesAndGoes() {
    Random random = new Random(11);
    List<FairPlaces.Place> open = new ArrayList<>();
    for (int step = 0; step < 20_000; step++) {
      if (random.nextInt(3) > 0) {
        FairPlaces.Place place = take("o" + random.nextInt(12));
        if (place != null) {
          open.add(place);
        }
      } else if (!open.isEmpty()) {
        open.remove(random.nextInt(open.size())).close();
      }
      assertThat(places.taken()).isBetween(0, LIMIT);
    }
    open.forEach(FairPlaces.Place::close);
    assertThat(places.taken()).isZero();
  }

  @Test
  void thereMustBePlaces() {
    assertThatThrownBy(() -> new FairPlaces(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("limit: 0 (expected: >= 1)");
  }
}
