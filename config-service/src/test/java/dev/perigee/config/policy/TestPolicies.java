package dev.perigee.config.policy;

import dev.perigee.config.snapshot.Policies;

/** The managed policies, for tests of other packages. */
public final class TestPolicies {

  private TestPolicies() {}

  public static Policies managed() {
    return new ManagedPolicies();
  }
}
