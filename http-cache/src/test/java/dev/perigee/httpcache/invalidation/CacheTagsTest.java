package dev.perigee.httpcache.invalidation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perigee.httpcache.HeaderView;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** cloudfront.md, A12: tags of a response. */
class CacheTagsTest {

  @Test
  void tagsStandBetweenCommasInAnyNumberOfFields() {
    assertThat(tags("product:1, Electronics", "sale ,product:1"))
        .containsExactly("product:1", "electronics", "sale");
  }

  @Test
  void caseMakesNoDifference() {
    assertThat(tags("A,a")).containsExactly("a");
  }

  @Test
  void whatIsNoTagIsPassedOver() {
    assertThat(tags("", ",, ,", "two words,\u00fc,ok", "x".repeat(257), "y".repeat(256)))
        .containsExactly("ok", "y".repeat(256));
  }

  @Test
  void theFirstFiftyCount() {
    String all = String.join(",", IntStream.range(0, 80).mapToObj(i -> "t" + i).toList());
    assertThat(tags("t0," + all, "late")).hasSize(50).contains("t0", "t49").doesNotContain("t50");
  }

  @Test
  void withoutTheHeaderThereAreNone() {
    assertThat(CacheTags.of(fields(List.of()), "x-tags")).isEmpty();
  }

  private static List<String> tags(String... values) {
    return CacheTags.of(fields(List.of(values)), "x-tags");
  }

  private static HeaderView fields(List<String> values) {
    return new HeaderView() {
      @Override
      public @Nullable String first(String name) {
        return all(name).isEmpty() ? null : all(name).getFirst();
      }

      @Override
      public List<String> all(String name) {
        return name.equals("x-tags") ? values : List.of();
      }
    };
  }
}
