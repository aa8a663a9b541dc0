package dev.perigee.config.resource;

/** Those whose published form hangs on resources. */
@FunctionalInterface
public interface Dependents {

  /**
   * Publishes anew what a resource is part of that was made, changed or deleted. Joins the caller's
   * transaction.
   */
  void changed(Reference resource);
}
