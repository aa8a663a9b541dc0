package dev.perigee.config.wire;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The {@code Marker} and {@code MaxItems} of a list request.
 *
 * @param marker id to continue after; empty for the beginning
 * @param maxItems greatest number of items on the page
 */
public record Paging(String marker, int maxItems) {

  private static final int DEFAULT_ITEMS = 100;
  private static final int MAX_ITEMS = 1_000;

  /**
   * Reads the parameters of a request.
   *
   * @throws ApiException where {@code maxItems} is not a number from 1
   */
  public static Paging of(@Nullable String marker, @Nullable String maxItems) {
    return new Paging(marker == null ? "" : marker, items(maxItems));
  }

  /**
   * A page.
   *
   * @param nextMarker id to continue after; null on the last page
   */
  public record Page<T>(List<T> items, @Nullable String nextMarker) {
    public boolean isTruncated() {
      return nextMarker != null;
    }
  }

  /** Makes the page from a list that begins after the marker and goes on beyond the page. */
  public <T> Page<T> page(List<T> rest, Function<T, String> id) {
    return rest.size() > maxItems
        ? new Page<>(rest.subList(0, maxItems), id.apply(rest.get(maxItems - 1)))
        : new Page<>(rest, null);
  }

  /** Makes the page from all items; a marker that is not among them is an error. */
  public <T> Page<T> pageOfAll(List<T> all, Function<T, String> id) {
    if (marker.isEmpty()) {
      return page(all, id);
    }
    int at = all.stream().map(id).toList().indexOf(marker);
    if (at < 0) {
      throw ApiException.invalidArgument("Marker: " + marker + " is not in the list");
    }
    return page(all.subList(at + 1, all.size()), id);
  }

  private static int items(@Nullable String text) {
    if (text == null || text.isEmpty()) {
      return DEFAULT_ITEMS;
    }
    try {
      int items = Integer.parseInt(text);
      if (items >= 1) {
        return Math.min(items, MAX_ITEMS);
      }
    } catch (NumberFormatException e) {
      // told below
    }
    throw ApiException.invalidArgument("MaxItems: " + text + " (expected: 1 to " + MAX_ITEMS + ")");
  }
}
