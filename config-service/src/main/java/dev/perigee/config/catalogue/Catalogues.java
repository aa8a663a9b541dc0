package dev.perigee.config.catalogue;

import dev.perigee.config.policy.ManagedPolicies;
import dev.perigee.config.resource.Resources;
import jakarta.inject.Singleton;

/** Opens accounts' catalogues. */
@Singleton
public final class Catalogues {

  private final Resources resources;
  private final ManagedPolicies managed;

  Catalogues(Resources resources, ManagedPolicies managed) {
    this.resources = resources;
    this.managed = managed;
  }

  /** For the caller's transaction only. */
  public AccountCatalogue of(String account) {
    return new AccountCatalogue(account, resources, managed);
  }
}
