package dev.perigee.local.supervise;

/** Whether a part is of use yet. */
public sealed interface Readiness {

  Readiness READY = new Ready();

  record Ready() implements Readiness {}

  /**
   * @param reason what was seen, to follow "not ready after 90 s: "
   */
  record NotYet(String reason) implements Readiness {}
}
