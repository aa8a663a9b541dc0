package dev.perigee.config.tagging;

import dev.perigee.config.resource.ResourceKind;

/** Whoever keeps things of a kind that may have tags. */
public interface Taggable {

  ResourceKind kind();

  /** Whether an account has one of that id; it stays until the caller's transaction ends. */
  boolean hold(String account, String id);
}
