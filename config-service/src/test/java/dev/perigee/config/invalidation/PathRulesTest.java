package dev.perigee.config.invalidation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.perigee.config.wire.ApiException;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.cloudfront.model.Paths;

class PathRulesTest {

  @Test
  void pathsComeOutOnceEach() {
    assertThat(PathRules.resolve(paths("/a", "/b*", "/*", "/a", "/c?x=%C3%BC")))
        .containsExactly("/a", "/b*", "/*", "/c?x=%C3%BC");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "*", "/a*b", "/**", "/ü", "/a b", "/a\n"})
  void otherPathsAreRefused(String path) {
    assertThatThrownBy(() -> PathRules.resolve(paths(path)))
        .isInstanceOf(ApiException.class)
        .hasMessageStartingWith("InvalidArgument: Paths");
  }

  @Test
  void cacheTagsStandBesidePaths() {
    assertThat(PathRules.resolve(paths("/a", "#product:1", "#" + "x".repeat(256)))).hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"#", "#a b", "#a,b", "#product:*", "#\u00fc"})
  void otherCacheTagsAreRefused(String tag) {
    assertThatThrownBy(() -> PathRules.resolve(paths(tag)))
        .isInstanceOf(ApiException.class)
        .hasMessageStartingWith("InvalidArgument: Paths");
    assertThatThrownBy(() -> PathRules.resolve(paths("#" + "x".repeat(257))))
        .hasMessageContaining("257 characters (expected: 1 to 256)");
  }

  @Test
  void pathsHaveFourThousandCharactersAtMost() {
    assertThat(PathRules.resolve(paths("/" + "a".repeat(3_999)))).hasSize(1);
    assertThatThrownBy(() -> PathRules.resolve(paths("/" + "a".repeat(4_000))))
        .hasMessageContaining("4001 characters");
  }

  @Test
  void batchesHaveThreeThousandPathsAtMost() {
    assertThatThrownBy(() ->
            PathRules.resolve(Paths.builder().items(Collections.nCopies(3_001, "/a")).build()))
        .hasMessageStartingWith("BatchTooLarge");
  }

  @Test
  void batchesHaveAPath() {
    assertThatThrownBy(() -> PathRules.resolve(paths())).hasMessageContaining("at least one");
  }

  private static Paths paths(String... items) {
    return Paths.builder().quantity(items.length).items(List.of(items)).build();
  }
}
