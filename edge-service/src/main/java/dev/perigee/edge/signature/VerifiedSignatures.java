package dev.perigee.edge.signature;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

/**
 * What was found to be signed, so that the pieces of a film that one cookie opens cost one
 * verification. Bounded; what was found bad is not remembered. Thread-safe.
 */
public final class VerifiedSignatures {

  private static final long MOST_CHARACTERS = 8 << 20;

  private final Cache<Claim, Claim.Finding.Good> good =
      Caffeine.newBuilder()
          .maximumWeight(MOST_CHARACTERS)
          .weigher((Claim claim, Claim.Finding.Good _) -> claim.characters())
          .executor(Runnable::run)
          .build();

  Claim.Finding check(Claim claim) {
    Claim.Finding.Good known = good.getIfPresent(claim);
    if (known != null) {
      return known;
    }
    Claim.Finding finding = claim.check();
    if (finding instanceof Claim.Finding.Good found) {
      good.put(claim, found);
    }
    return finding;
  }
}
