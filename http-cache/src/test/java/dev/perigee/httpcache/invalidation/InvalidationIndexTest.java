package dev.perigee.httpcache.invalidation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.FutureTask;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class InvalidationIndexTest {

  private static final long MEBIBYTE = 1 << 20;

  private final InvalidationIndex index = new InvalidationIndex(100, MEBIBYTE);

  @Test
  void nothingIsInvalidatedAtFirst() {
    assertThat(index.newestMatch("/a")).isEqualTo(-1);
    assertThat(index.latest()).isEqualTo(-1);
  }

  @Test
  void anExactPathMatchesItselfAlone() {
    index.add(List.of("/a"), 4);
    assertThat(index.newestMatch("/a")).isEqualTo(4);
    assertThat(index.newestMatch("/a/")).isEqualTo(-1);
    assertThat(index.newestMatch("/a?q=1")).isEqualTo(-1);
    assertThat(index.newestMatch("/A")).isEqualTo(-1);
  }

  /** cloudfront.md, A12: only a trailing star is a wildcard; the query is part of the path. */
  @Test
  void aTrailingStarMatchesEverythingThatBeginsSo() {
    index.add(List.of("/a*"), 4);
    assertThat(index.newestMatch("/a")).isEqualTo(4);
    assertThat(index.newestMatch("/ab/c?q=1")).isEqualTo(4);
    assertThat(index.newestMatch("/b")).isEqualTo(-1);
    index.add(List.of("/x*y"), 5);
    assertThat(index.newestMatch("/x1y")).isEqualTo(-1);
    assertThat(index.newestMatch("/x*y")).isEqualTo(5);
  }

  @Test
  void percentEncodingMakesNoDifference() {
    index.add(List.of("/%7euser/%c3%a4"), 4);
    assertThat(index.newestMatch("/~user/%C3%A4")).isEqualTo(4);
  }

  @Test
  void everythingIsAFloorAndForgetsWhatItCovers() {
    index.add(List.of("/a", "/b*"), 4);
    index.add(List.of("/*"), 5);
    assertThat(index.size()).isZero();
    assertThat(index.newestMatch("/anything")).isEqualTo(5);
    assertThat(index.latest()).isEqualTo(5);
  }

  @Test
  void theNewestOffsetIsKnownOnlyOnceItsWholeBatchIs() {
    index.add(List.of("/before"), 1);
    List<Long> latestDuring = new ArrayList<>();
    List<String> batch =
        new AbstractList<>() {
          @Override
          public String get(int i) {
            latestDuring.add(index.latest());
            return "/" + i;
          }

          @Override
          public int size() {
            return 3;
          }
        };
    index.add(batch, 2);
    assertThat(latestDuring).isNotEmpty().containsOnly(1L);
    assertThat(index.latest()).isEqualTo(2);
  }

  @Test
  void tagsAreRememberedBesideThePaths() {
    index.add(List.of("/a"), List.of("sale", "product:1"), 4);
    index.add(List.of(), List.of("sale"), 6);
    assertThat(index.newestMatch(List.of("product:1"))).isEqualTo(4);
    assertThat(index.newestMatch(List.of("product:1", "sale"))).isEqualTo(6);
    assertThat(index.newestMatch(List.of("other"))).isEqualTo(-1);
    assertThat(index.newestMatch(List.of())).isEqualTo(-1);
    assertThat(index.newestMatch("/sale")).isEqualTo(-1);
    assertThat(index.newestTag()).isEqualTo(6);
    assertThat(index.size()).isEqualTo(3);
    index.add(List.of("/*"), 7);
    assertThat(index.newestMatch(List.of("other"))).isEqualTo(7);
    assertThat(index.size()).isZero();
  }

  @Test
  void tagsAreBoundedWithThePaths() {
    for (int i = 0; i < 100; i++) {
      index.add(List.of(), List.of("tag" + i), i);
    }
    assertThat(index.newestMatch("/other")).isEqualTo(-1);
    index.add(List.of(), List.of("one-more"), 100);
    assertThat(index.size()).isZero();
    assertThat(index.newestMatch("/other")).isEqualTo(100);
    assertThat(index.newestMatch(List.of("other"))).isEqualTo(100);
    InvalidationIndex small = new InvalidationIndex(1_000_000, 1_000);
    for (int i = 0; small.newestTag() < 10; i++) {
      assertThat(small.bytes()).isLessThanOrEqualTo(1_000);
      small.add(List.of(), List.of("t".repeat(200) + i), i);
    }
    assertThat(small.newestMatch("/other")).isPositive();
  }

  @Test
  void beyondItsBoundItForgetsAtThePriceOfAFloor() {
    for (int i = 0; i < 100; i++) {
      index.add(List.of("/" + i), i);
    }
    assertThat(index.size()).isEqualTo(100);
    assertThat(index.newestMatch("/other")).isEqualTo(-1);
    index.add(List.of("/one-more"), 100);
    assertThat(index.size()).isZero();
    assertThat(index.newestMatch("/other")).isEqualTo(100);
    assertThat(index.latest()).isEqualTo(100);
  }

  @Test
  void anOffsetThatGoesDownForgetsNothing() {
    index.add(List.of("/a/b"), 9);
    index.add(List.of("/a*"), 3);
    assertThat(index.newestMatch("/a/b")).isEqualTo(9);
    assertThat(index.newestMatch("/a/c")).isEqualTo(9);
    assertThat(index.latest()).isEqualTo(9);
  }

  @Test
  void longPathsReachTheBoundOfBytesFirst() {
    InvalidationIndex tested = new InvalidationIndex(1_000_000, 64 * 1024);
    int remembered = 0;
    while (tested.newestMatch("/other") < 0) {
      remembered = tested.size();
      assertThat(tested.bytes()).isLessThanOrEqualTo(64 * 1024);
      tested.add(List.of("/" + remembered + "x".repeat(4_000)), remembered);
    }
    assertThat(remembered).isBetween(14, 16);
    assertThat(tested.size()).isZero();
    assertThat(tested.bytes()).isLessThan(100);
    assertThat(tested.newestMatch("/other")).isEqualTo(remembered);
  }

  @Test
  void theRestOfABatchIsNotRememberedBesideAFloorThatCoversIt() {
    index.add(List.of("/a", "/*", "/b", "/c*"), 4);
    assertThat(index.size()).isZero();
    assertThat(index.newestMatch("/c")).isEqualTo(4);
    index.add(List.of("/a"), 5);
    assertThat(index.newestMatch("/a")).isEqualTo(5);
    assertThat(index.newestMatch("/b")).isEqualTo(4);
  }

  /** Against a list of all that ever came; with a small bound the index may only err upwards. */
  @Test
  void agreesWithANaiveModel() {
    agrees(1_000_000, MEBIBYTE, true);
    agrees(8, MEBIBYTE, false);
    agrees(1_000_000, 1_024, false);
  }

  private static void agrees(int maxRemembered, long maxBytes, boolean exactly) {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    InvalidationIndex tested = new InvalidationIndex(maxRemembered, maxBytes);
    List<String> model = new ArrayList<>();
    for (int offset = 0; offset < 400; offset++) {
      String path = path(random) + (random.nextInt(3) == 0 ? "*" : "");
      model.add(path);
      tested.add(List.of(path), offset);
      assertThat(tested.size()).as("seed %d", seed).isBetween(0, maxRemembered);
      assertThat(tested.bytes()).as("seed %d", seed).isBetween(0L, maxBytes);
      for (int i = 0; i < 20; i++) {
        String asked = path(random);
        long expected = newest(model, asked);
        long found = tested.newestMatch(asked);
        assertThat(found)
            .as("seed %d: %s", seed, asked)
            .isBetween(expected, exactly ? expected : offset);
        assertThat(tested.mayMatch(asked, found - 1))
            .as("seed %d: %s above %d", seed, asked, found - 1)
            .isTrue();
      }
    }
  }

  @Test
  void otherPathsSeldomMakeALookUpWorthWhile() {
    InvalidationIndex tested = new InvalidationIndex(1_000_000, 16 * MEBIBYTE);
    for (int offset = 0; offset < 10_000; offset++) {
      tested.add(List.of("/remembered/" + offset), offset);
    }
    for (int offset = 10_000; offset < 10_100; offset++) {
      tested.add(List.of("/new/" + offset), offset);
    }
    long worthWhile =
        IntStream.range(0, 1_000).filter(i -> tested.mayMatch("/asked/" + i, 9_999)).count();
    assertThat(worthWhile).isLessThan(50);
    tested.add(List.of("/others/*"), 10_100);
    assertThat(tested.mayMatch("/asked/1", 10_099)).isTrue();
    assertThat(tested.mayMatch("/asked/1", 10_100)).isFalse();
  }

  /** Whoever has seen an offset as the latest is told of everything up to it, without a lock. */
  @Test
  void whoSeesAnOffsetIsToldOfItsPaths() throws Exception {
    int last = 50_000;
    InvalidationIndex tested = new InvalidationIndex(20_000, 16 * MEBIBYTE);
    FutureTask<Long> missed =
        new FutureTask<>(() -> {
          long count = 0;
          for (long seen = tested.latest(); seen < last; seen = tested.latest()) {
            count += seen >= 0 && !tested.mayMatch("/" + seen, seen - 1) ? 1 : 0;
          }
          return count;
        });
    Thread.ofPlatform().start(missed);
    for (int offset = 0; offset <= last; offset++) {
      tested.add(List.of("/" + offset), offset);
    }
    assertThat(missed.get()).isZero();
  }

  private static String path(Random random) {
    StringBuilder path = new StringBuilder("/");
    for (int n = 1 + random.nextInt(4); n > 0; n--) {
      path.append("ab/".charAt(random.nextInt(3)));
    }
    return path.toString();
  }

  private static long newest(List<String> model, String path) {
    for (int offset = model.size() - 1; offset >= 0; offset--) {
      String known = model.get(offset);
      boolean matches =
          known.endsWith("*")
              ? path.startsWith(known.substring(0, known.length() - 1))
              : path.equals(known);
      if (matches) {
        return offset;
      }
    }
    return -1;
  }
}
