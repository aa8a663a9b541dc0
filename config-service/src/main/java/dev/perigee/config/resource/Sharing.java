package dev.perigee.config.resource;

import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;

/** Holds distributions to how many of them may use one resource. */
@Singleton
public final class Sharing {

  private final References references;
  private final Quotas quotas;

  Sharing(References references, Quotas quotas) {
    this.references = references;
    this.quotas = quotas;
  }

  /**
   * Refuses where one of the resources has too many users now. Joins the caller's transaction,
   * which has stored that a distribution uses them; two that do so at once wait for one another.
   *
   * @param added what the distribution did not use before
   */
  public void check(Set<Reference> added) {
    added.stream().sorted(Comparator.comparing(Reference::id)).forEach(this::check);
  }

  private void check(Reference resource) {
    Optional<SharedKind> shared = SharedKind.of(resource.kind());
    if (shared.isPresent()) {
      references.lockUsers(resource);
      quotas.checkUsers(
          shared.get(), resource, references.countUsers(resource, ResourceKind.DISTRIBUTION));
    }
  }
}
