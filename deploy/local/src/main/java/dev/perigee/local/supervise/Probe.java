package dev.perigee.local.supervise;

/**
 * Finds out whether a part is of use. May block for a few seconds; called by one thread at a time.
 */
@FunctionalInterface
public interface Probe {
  Readiness check();
}
