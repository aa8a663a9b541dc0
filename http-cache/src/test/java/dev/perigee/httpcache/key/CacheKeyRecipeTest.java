package dev.perigee.httpcache.key;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perigee.contracts.CachePolicy;
import dev.perigee.contracts.CachePolicy.Semantics;
import dev.perigee.contracts.Selection;
import dev.perigee.httpcache.Headers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class CacheKeyRecipeTest {

  private static final Headers NO_HEADERS = Headers.of();

  @Test
  @Tag("A2.1")
  void byDefaultOnlyTheDistributionAndThePathCount() {
    CacheKeyRecipe recipe = recipe(Selection.NONE, Selection.NONE, Selection.NONE, false);
    String key = recipe.key("GET", "/a", "", NO_HEADERS);
    assertThat(
            recipe.key(
                "HEAD",
                "/a",
                "q=1",
                Headers.of("host", "h", "cookie", "c=1", "accept-encoding", "gzip")))
        .isEqualTo(key);
    assertThat(recipe.key("GET", "/A", "", NO_HEADERS)).isNotEqualTo(key);
  }

  @Test
  @Tag("A2.1")
  void twoDistributionsNeverShare() {
    CachePolicy policy = policy(Selection.NONE, Selection.NONE, Selection.NONE, false);
    assertThat(new CacheKeyRecipe("E1", policy, Selection.NONE).key("GET", "/a", "", NO_HEADERS))
        .isNotEqualTo(
            new CacheKeyRecipe("E2", policy, Selection.NONE).key("GET", "/a", "", NO_HEADERS));
  }

  @Test
  @Tag("A1.6")
  void optionsHasAnObjectOfItsOwn() {
    CacheKeyRecipe recipe = recipe(Selection.NONE, Selection.NONE, Selection.NONE, false);
    assertThat(recipe.key("OPTIONS", "/a", "", NO_HEADERS))
        .isNotEqualTo(recipe.key("GET", "/a", "", NO_HEADERS));
  }

  /** cloudfront.md, A2: header names compare without case, values exactly. */
  @Test
  @Tag("A2.2")
  void selectedHeadersCountByTheirExactValue() {
    CacheKeyRecipe recipe =
        recipe(Selection.only(List.of("accept-language")), Selection.NONE, Selection.NONE, false);
    String german = recipe.key("GET", "/a", "", Headers.of("Accept-Language", "de"));
    assertThat(recipe.key("GET", "/a", "", Headers.of("ACCEPT-LANGUAGE", "de"))).isEqualTo(german);
    assertThat(recipe.key("GET", "/a", "", Headers.of("accept-language", "DE")))
        .isNotEqualTo(german);
    assertThat(recipe.key("GET", "/a", "", NO_HEADERS))
        .isNotEqualTo(recipe.key("GET", "/a", "", Headers.of("accept-language", "")));
  }

  @Test
  @Tag("A2.4")
  void encodingsCountInTheirNormalForm() {
    CacheKeyRecipe recipe = recipe(Selection.NONE, Selection.NONE, Selection.NONE, true);
    String both = recipe.key("GET", "/a", "", Headers.of("accept-encoding", "gzip, deflate, br"));
    assertThat(recipe.key("GET", "/a", "", Headers.of("accept-encoding", "br;q=0.5,gzip")))
        .isEqualTo(both);
    assertThat(recipe.key("GET", "/a", "", Headers.of("accept-encoding", "gzip")))
        .isNotEqualTo(both);
    assertThat(recipe.key("GET", "/a", "", Headers.of("accept-encoding", "zstd")))
        .isEqualTo(recipe.key("GET", "/a", "", NO_HEADERS));
  }

  /**
   * Requests share a key if and only if the parts that their policy selects are the same:
   * separators inside of values must not make one part look like another.
   */
  @Test
  void differentPartsNeverGiveOneKey() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    CacheKeyRecipe recipe =
        recipe(
            Selection.only(List.of("x", "header")),
            Selection.only(List.of("c", "d")),
            Selection.only(List.of("q", "r")),
            true);
    Map<String, List<String>> partsByKey = new HashMap<>();
    for (int i = 0; i < 50_000; i++) {
      String method = random.nextInt(4) == 0 ? "OPTIONS" : "GET";
      String path = "/" + text(random, "a?& ");
      String query = random.nextBoolean() ? "" : "q=" + text(random, "q=?; ");
      String cookies = random.nextBoolean() ? "" : "c=" + text(random, "d=? ");
      List<String> fields = new ArrayList<>();
      String x = maybe(random, "x", fields);
      String header = maybe(random, "header", fields);
      if (!cookies.isEmpty()) {
        fields.addAll(List.of("cookie", cookies));
      }
      boolean gzip = random.nextBoolean();
      if (gzip) {
        fields.addAll(List.of("accept-encoding", "gzip"));
      }
      // A path never holds a question mark: what follows the first one is the query.
      path = path.replace('?', 'b');
      List<String> parts =
          List.of(method, path, query.strip(), cookies.strip(), x, header, "gzip " + gzip);
      String key = recipe.key(method, path, query, Headers.of(fields.toArray(String[]::new)));
      List<String> known = partsByKey.putIfAbsent(key, parts);
      assertThat(known == null ? parts : known).as("seed %d: %s", seed, key).isEqualTo(parts);
    }
    assertThat(partsByKey).as("seed %d", seed).hasSizeGreaterThan(1_000);
  }

  private static String maybe(Random random, String name, List<String> fields) {
    if (random.nextBoolean()) {
      return "absent";
    }
    String value = text(random, "x header cookies c");
    fields.addAll(List.of(name, value));
    return "present " + value;
  }

  private static String text(Random random, String alphabet) {
    StringBuilder text = new StringBuilder();
    for (int n = random.nextInt(4); n > 0; n--) {
      text.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return text.toString();
  }

  /** A viewer's own header of such a name counts for nothing. */
  @Test
  @Tag("A7.3")
  void headersThatTheEdgeMakesCountByWhatItMadeOfThem() {
    CacheKeyRecipe recipe =
        new CacheKeyRecipe(
            "E1", policy(Selection.NONE, List.of("cloudfront-viewer-country")), Selection.NONE);
    String german =
        recipe.key("GET", "/a", "", NO_HEADERS, Map.of("cloudfront-viewer-country", "DE"));
    assertThat(
            recipe.key(
                "GET",
                "/a",
                "",
                Headers.of("cloudfront-viewer-country", "FR"),
                Map.of("cloudfront-viewer-country", "DE")))
        .isEqualTo(german);
    assertThat(recipe.key("GET", "/a", "", NO_HEADERS)).isNotEqualTo(german);
    CacheKeyRecipe byViewersWord =
        new CacheKeyRecipe(
            "E1",
            policy(Selection.only(List.of("cloudfront-viewer-country")), List.of()),
            Selection.NONE);
    assertThat(byViewersWord.key("GET", "/a", "", Headers.of("cloudfront-viewer-country", "FR")))
        .isEqualTo(byViewersWord.key("GET", "/a", "", NO_HEADERS));
  }

  private static CachePolicy policy(Selection headers, List<String> generated) {
    return new CachePolicy(
        "p",
        Semantics.CLOUDFRONT,
        Duration.ZERO,
        Duration.ofDays(1),
        Duration.ofDays(365),
        headers,
        generated,
        Selection.NONE,
        Selection.NONE,
        false,
        false);
  }

  private static CacheKeyRecipe recipe(
      Selection headers, Selection cookies, Selection queryStrings, boolean compress) {
    return new CacheKeyRecipe(
        "E1", policy(headers, cookies, queryStrings, compress), Selection.NONE);
  }

  private static CachePolicy policy(
      Selection headers, Selection cookies, Selection queryStrings, boolean compress) {
    return new CachePolicy(
        "p",
        Semantics.CLOUDFRONT,
        Duration.ZERO,
        Duration.ofDays(1),
        Duration.ofDays(365),
        headers,
        List.of(),
        cookies,
        queryStrings,
        compress,
        compress);
  }
}
