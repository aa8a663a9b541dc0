package dev.perigee.invalidation;

/** A caller's own name for a batch, one of its kind in a distribution. */
record BatchReference(String distributionId, String callerReference) {}
