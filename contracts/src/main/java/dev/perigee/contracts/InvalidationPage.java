package dev.perigee.contracts;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of a distribution's invalidations, newest first.
 *
 * @param nextMarker id to continue after; null on the last page
 */
public record InvalidationPage(List<InvalidationState> items, @Nullable String nextMarker) {
  public InvalidationPage {
    items = List.copyOf(items);
  }
}
