package dev.perigee.config.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perigee.config.wire.Paging;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StoredPagesTest {

  @ParameterizedTest
  @CsvSource({"0, 10", "1, 1", "10, 10", "25, 25", "26, 25", "100, 100", "101, 100", "240, 7"})
  void everyDistributionIsOnOnePage(int count, int maxItems) {
    List<StoredDistribution> all = stored(count, 10);
    assertThat(pages(all, maxItems))
        .allSatisfy(page -> assertThat(page).hasSizeBetween(0, maxItems));
    assertThat(pages(all, maxItems).stream().flatMap(List::stream)).containsExactlyElementsOf(all);
  }

  @Test
  void aPageEndsWhereItGetsLarge() {
    List<StoredDistribution> all = stored(200, 100_000);
    List<List<StoredDistribution>> pages = pages(all, 1_000);
    assertThat(pages).hasSizeGreaterThan(5);
    assertThat(pages)
        .allSatisfy(page ->
            assertThat(page.stream().mapToInt(each -> each.config().length).sum())
                .isLessThan(StoredPages.MAX_BYTES + StoredPages.STEP * 100_000));
    assertThat(pages.stream().flatMap(List::stream)).containsExactlyElementsOf(all);
  }

  @Test
  void aPageHasAtLeastOne() {
    List<StoredDistribution> all = stored(3, StoredPages.MAX_BYTES + 1);
    assertThat(pages(all, 1)).hasSize(3);
  }

  private static List<List<StoredDistribution>> pages(List<StoredDistribution> all, int maxItems) {
    List<List<StoredDistribution>> pages = new ArrayList<>();
    @Nullable String marker = "";
    do {
      Paging.Page<StoredDistribution> page =
          StoredPages.read(
              new Paging(Objects.requireNonNull(marker), maxItems),
              (from, limit) ->
                  all.stream().filter(each -> each.id().compareTo(from) > 0).limit(limit).toList());
      pages.add(page.items());
      marker = page.nextMarker();
    } while (marker != null);
    return pages;
  }

  private static List<StoredDistribution> stored(int count, int bytes) {
    byte[] config = new byte[bytes];
    return IntStream.range(0, count)
        .mapToObj(
            i -> new StoredDistribution("E%05d".formatted(i), "1", "etag", Instant.EPOCH, config))
        .toList();
  }
}
