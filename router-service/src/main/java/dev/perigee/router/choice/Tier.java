package dev.perigee.router.choice;

/** Which edges are chosen from, best first: the first tier that has any. */
public enum Tier {
  /** Healthy ones, in the distribution's price class. */
  IN_CLASS,
  /** The same, though they have no more to give. */
  FULL,
  /** Healthy ones of another price class. */
  OUT_OF_CLASS,
  /** Ones that have lost touch with the invalidations, and ask the origin before they serve. */
  OUT_OF_TOUCH,
  /** Ones that nothing has been heard from for a while. */
  SILENT
}
