package dev.perigee.httpcache.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perigee.contracts.Selection;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PairSelectionTest {

  @ParameterizedTest
  @CsvSource({
    "a=1&b=2&a=3, a=1&a=3",
    "b=2, ''",
    "a, a",
    "a=, a=",
    "A=1, ''",
    "xa=1&a=2, a=2",
    "&&a=1&, a=1",
    "a=1=2, a=1=2",
    "=1, ''",
    "'', ''",
  })
  @Tag("A2.2")
  void onlyTheNamedParametersInTheirOrderAndSpelling(String query, String selected) {
    assertThat(PairSelection.of(Selection.only(List.of("a"))).ofQuery(query)).isEqualTo(selected);
  }

  @ParameterizedTest
  @CsvSource({"a=1&b=2&c, b=2&c", "a=1, ''", "A=1, A=1", "=1, =1"})
  @Tag("A2.2")
  void allButTheNamedParameters(String query, String selected) {
    assertThat(PairSelection.of(Selection.allExcept(List.of("a"))).ofQuery(query))
        .isEqualTo(selected);
  }

  @ParameterizedTest
  @CsvSource({"a=1; b=2; c=3, a=1; c=3", "a=1;c=3, a=1; c=3", "' a=1 ;', a=1", "b=2, ''"})
  void cookiesAreSeparatedBySemicolons(String header, String selected) {
    assertThat(PairSelection.of(Selection.only(List.of("a", "c"))).ofCookies(header))
        .isEqualTo(selected);
  }

  @Test
  void allIsTheTextAsItCame() {
    assertThat(PairSelection.of(Selection.ALL).ofQuery("&b=2&&a")).isEqualTo("&b=2&&a");
  }

  @Test
  void noneIsNothingAndSaysSo() {
    assertThat(PairSelection.of(Selection.NONE).ofQuery("a=1")).isEmpty();
    assertThat(PairSelection.of(Selection.NONE).ofCookies("a=1")).isEmpty();
    assertThat(PairSelection.of(Selection.NONE).selectsNothing()).isTrue();
    assertThat(PairSelection.of(Selection.only(List.of("a"))).selectsNothing()).isFalse();
  }

  /** cloudfront.md, A2: the union of both policies goes to the origin. */
  @ParameterizedTest
  @CsvSource(
      value = {
        "none     | none     | none",
        "none     | all      | all",
        "none     | +a       | +a",
        "none     | -a       | -a",
        "all      | +a       | all",
        "all      | -a       | all",
        "+a       | +b       | +a b",
        "+a b     | +b c     | +a b c",
        "-a       | -b       | all",
        "-a b     | -b c     | -b",
        "+a       | -a       | all",
        "+a       | -a b     | -b",
        "+a       | -b       | -b",
      },
      delimiter = '|')
  @Tag("A2.3")
  void unionPicksWhatEitherPicks(String a, String b, String union) {
    assertThat(PairSelection.union(selection(a), selection(b))).isEqualTo(selection(union));
    assertThat(PairSelection.union(selection(b), selection(a)).names())
        .containsExactlyInAnyOrderElementsOf(selection(union).names());
  }

  @Test
  @Tag("A2.3")
  void unionAgreesWithAskingBothOfAnyName() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (int i = 0; i < 5_000; i++) {
      Selection a = random(random);
      Selection b = random(random);
      PairSelection union = PairSelection.of(PairSelection.union(a, b));
      for (String name : List.of("a", "b", "c", "d")) {
        boolean either =
            !PairSelection.of(a).ofQuery(name).isEmpty()
                || !PairSelection.of(b).ofQuery(name).isEmpty();
        assertThat(!union.ofQuery(name).isEmpty())
            .as("seed %d: %s of %s and %s", seed, name, a, b)
            .isEqualTo(either);
      }
    }
  }

  private static Selection random(Random random) {
    List<String> names = new ArrayList<>(List.of("a", "b", "c"));
    names.removeIf(_ -> random.nextBoolean());
    return switch (random.nextInt(4)) {
      case 0 -> Selection.NONE;
      case 1 -> Selection.ALL;
      case 2 -> Selection.only(names);
      default -> Selection.allExcept(names);
    };
  }

  private static Selection selection(String text) {
    return switch (text.charAt(0)) {
      case '+' -> Selection.only(List.of(text.substring(1).split(" ")));
      case '-' -> Selection.allExcept(List.of(text.substring(1).split(" ")));
      default -> text.equals("all") ? Selection.ALL : Selection.NONE;
    };
  }
}
