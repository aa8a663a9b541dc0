package dev.perigee.router.choice;

/** Rendezvous hashing: each key has an order of its own among things that come and go. */
final class Rendezvous {

  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  private Rendezvous() {}

  /** The hash of a key or of a thing. */
  static long hash(String name) {
    long hash = FNV_OFFSET;
    for (int i = 0; i < name.length(); i++) {
      hash = (hash ^ name.charAt(i)) * FNV_PRIME;
    }
    return mixed(hash);
  }

  /**
   * The place in the array of the thing that is the first of a key's order.
   *
   * @param things hashes, 1 or more
   */
  static int highest(long key, long[] things) {
    int best = 0;
    long highest = mixed(key ^ things[0]);
    for (int i = 1; i < things.length; i++) {
      long hash = mixed(key ^ things[i]);
      if (Long.compareUnsigned(hash, highest) > 0) {
        best = i;
        highest = hash;
      }
    }
    return best;
  }

  /** Spreads each bit over all (the finalizer of SplitMix64). */
  private static long mixed(long value) {
    long z = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
