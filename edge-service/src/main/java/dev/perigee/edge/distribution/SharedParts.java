package dev.perigee.edge.distribution;

import com.github.benmanes.caffeine.cache.Interner;
import dev.perigee.contracts.Behavior;
import dev.perigee.contracts.DistributionSnapshot;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what many distributions have in common once: the policies above all, of which each snapshot
 * brings its own copies. What no distribution has any more is not kept. Thread-safe.
 */
final class SharedParts {

  private final Interner<Object> parts = Interner.newWeakInterner();

  /** An equal snapshot, of shared parts. */
  DistributionSnapshot in(DistributionSnapshot snapshot) {
    return new DistributionSnapshot(
        snapshot.schema(),
        snapshot.id(),
        snapshot.revision(),
        shared(snapshot.account()),
        snapshot.domainName(),
        snapshot.aliases(),
        snapshot.enabled(),
        shared(snapshot.defaultRootObject()),
        snapshot.isStaging(),
        snapshot.staging(),
        shared(snapshot.viewers()),
        shared(snapshot.reporting()),
        snapshot.cacheTagHeader(),
        snapshot.origins(),
        snapshot.originGroups(),
        snapshot.behaviors().stream().map(this::in).toList(),
        shared(snapshot.errorRules()));
  }

  private Behavior in(Behavior behavior) {
    return new Behavior(
        shared(behavior.pathPattern()),
        shared(behavior.originId()),
        behavior.viewerProtocol(),
        shared(behavior.allowedMethods()),
        shared(behavior.cachedMethods()),
        shared(behavior.cachePolicy()),
        shared(behavior.forwarding()),
        behavior.compress(),
        shared(behavior.trustedKeys()),
        sharedOrNull(behavior.responseHeaders()),
        sharedOrNull(behavior.realtimeLog()));
  }

  private <T> @Nullable T sharedOrNull(@Nullable T part) {
    return part == null ? null : shared(part);
  }

  /** What is equal is of one class, but for lists, whose elements are. */
  @SuppressWarnings("unchecked")
  private <T> T shared(T part) {
    return (T) parts.intern(part);
  }
}
