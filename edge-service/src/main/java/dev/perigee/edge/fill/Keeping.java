package dev.perigee.edge.fill;

import dev.perigee.contracts.CachePolicy;
import dev.perigee.edge.store.ResponseHead;
import dev.perigee.edge.store.StoredResponse;
import dev.perigee.edge.store.VariantFamily;
import dev.perigee.httpcache.HeaderView;
import dev.perigee.httpcache.freshness.Lifetime;
import dev.perigee.httpcache.key.Variants;
import org.jspecify.annotations.Nullable;

/**
 * Where one fill looks for its object and keeps it, in memory and in the grid. Under {@code
 * RFC9111} that is one key for each variant, once the object is known to vary. On the leader's
 * context.
 */
final class Keeping {

  private final FillSteps steps;
  private final Fill fill;
  private final FillRequest request;
  private final Place place;
  private final boolean mayVary;
  private @Nullable VariantFamily before;
  private @Nullable VariantFamily family;
  private String key;

  Keeping(FillSteps steps, Fill fill, FillRequest request, Place place) {
    this.steps = steps;
    this.fill = fill;
    this.request = request;
    this.place = place;
    this.key = request.key();
    this.mayVary =
        request.slice() == null && request.behavior().semantics() == CachePolicy.Semantics.RFC9111;
    this.before = familyInMemory();
    this.family = before;
  }

  String key() {
    return key;
  }

  /** What memory has, a family of variants aside; it stays the memory's. */
  @Nullable StoredResponse inMemory() {
    StoredResponse stored = steps.memory().get(key);
    return stored == null || VariantFamily.in(stored) != null ? null : stored;
  }

  private @Nullable VariantFamily familyInMemory() {
    StoredResponse stored = mayVary ? steps.memory().get(request.objectKey()) : null;
    return stored == null ? null : VariantFamily.in(stored);
  }

  /** Takes over what the grid knows of the variants, if that is what it gave. */
  boolean isFamily(StoredResponse found) {
    VariantFamily known = VariantFamily.in(found);
    if (known == null || !mayVary) {
      return false;
    }
    before = known;
    use(known);
    steps.memory().put(request.objectKey(), found);
    return true;
  }

  private void use(VariantFamily known) {
    family = known;
    key = known.key(request.objectKey(), request.viewer());
    place.alsoAt(key);
  }

  /** Takes note of what the origin's response varies by, before anyone is told of it. */
  void varies(ResponseHead head, Lifetime lifetime) {
    if (!mayVary) {
      return;
    }
    if (Variants.of(head) instanceof Variants.By by) {
      VariantFamily known = familyInMemory();
      if (known == null || !known.by().equals(by)) {
        if (isFamilyGone()) {
          return;
        }
        known = VariantFamily.of(by);
        before = known;
        // Whoever sees the family is to find this fill, or what it has stored.
        use(known);
        steps.memory().put(request.objectKey(), known.stored(lifetime));
      } else {
        use(known);
      }
    } else {
      family = null;
      key = request.objectKey();
    }
  }

  /** Whether another request is answered by the same response as the leader's. */
  boolean isFor(HeaderView other) {
    VariantFamily known = family;
    return known == null || known.key(request.objectKey(), other).equals(key);
  }

  boolean isUsable(StoredResponse response) {
    return steps.invalidations().isUsable(request.distribution().id(), response, request.alias());
  }

  /** Whether the origin's word is wanted for a response though it is within its time. */
  boolean isStale(StoredResponse response) {
    return steps.invalidations().isStale(request.distribution().id(), response, request.alias());
  }

  /**
   * Stores a response, which is given over, unless its object changed or was invalidated while it
   * was on its way.
   *
   * @param share whether the grid does not have it yet
   */
  void store(StoredResponse response, boolean share) {
    if (fill.isOvertaken() || isFamilyGone() || !isUsable(response)) {
      response.release();
      return;
    }
    VariantFamily known = family;
    if (known != null) {
      put(request.objectKey(), known.stored(response.lifetime()), share);
    }
    put(key, response, share);
  }

  private boolean isFamilyGone() {
    return before != null && !before.equals(familyInMemory());
  }

  /** Whether the grid may have the object. */
  boolean isForGrid() {
    SliceWanted wanted = request.slice();
    return wanted == null || wanted.slice().total() <= steps.maxGridObjectBytes();
  }

  private void put(String under, StoredResponse response, boolean share) {
    if (share && isForGrid()) {
      steps.grid().put(under, response);
    }
    steps.memory().put(under, response);
  }
}
