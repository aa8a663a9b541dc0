package dev.perigee.config.resource;

import java.util.Set;

/**
 * Finds what a resource refers to, in the transaction that stores it; refuses where that cannot be.
 */
@FunctionalInterface
public interface Uses {

  /**
   * What the resource refers to.
   *
   * @param self the resource itself
   */
  Set<Reference> of(Reference self);
}
