package dev.perigee.config.resource;

/** Those whose published form hangs on resources. */
@FunctionalInterface
public interface Dependents {

  /** Publishes anew what a changed resource is part of. Joins the caller's transaction. */
  void changed(Reference resource);
}
