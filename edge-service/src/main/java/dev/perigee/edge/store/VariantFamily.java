package dev.perigee.edge.store;

import dev.perigee.httpcache.HeaderView;
import dev.perigee.httpcache.freshness.Lifetime;
import dev.perigee.httpcache.key.Variants;
import io.netty.buffer.Unpooled;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an object whose responses vary. It is stored under the object's key in the place
 * of a response, and each response under a key that it gives.
 *
 * @param id sets its variants apart from those of the family that was there before it: who lets go
 *     of a family lets go of all its variants
 */
public record VariantFamily(String id, Variants.By by) {

  /** No response has this status. */
  private static final int STATUS = 0;

  public static VariantFamily of(Variants.By by) {
    return new VariantFamily(
        Long.toUnsignedString(ThreadLocalRandom.current().nextLong(), Character.MAX_RADIX), by);
  }

  /** The family that is stored in the place of a response; null where it is a response. */
  public static @Nullable VariantFamily in(StoredResponse stored) {
    return stored.status() == STATUS && Variants.of(stored) instanceof Variants.By by
        ? new VariantFamily(Objects.requireNonNull(stored.first("family")), by)
        : null;
  }

  /** The key of the variant that answers a request. */
  public String key(String objectKey, HeaderView request) {
    return by.key(objectKey + "\nfamily " + id, request);
  }

  /**
   * This family as it is stored.
   *
   * @param lifetime of a response that belongs to it
   */
  public StoredResponse stored(Lifetime lifetime) {
    return new StoredResponse(
        new ResponseHead(STATUS, List.of("vary", String.join(",", by.names()), "family", id)),
        Unpooled.EMPTY_BUFFER,
        "",
        Horizon.NONE,
        System.currentTimeMillis(),
        lifetime);
  }
}
