package dev.perigee.edge.origin;

/** A request was not made, since too many to its origin wait for an answer already. */
public final class OriginOverloaded extends Exception {

  private static final long serialVersionUID = 1;

  OriginOverloaded(String origin) {
    super("too many requests to origin " + origin + " wait for an answer", null, false, false);
  }
}
