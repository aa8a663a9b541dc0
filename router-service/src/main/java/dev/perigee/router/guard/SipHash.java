package dev.perigee.router.guard;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.SecureRandom;

/**
 * SipHash-2-4 (Aumasson and Bernstein, 2012): a short keyed hash that nobody without the key can
 * foresee.
 */
record SipHash(long key0, long key1) {

  static final int KEY_BYTES = 16;

  private static final int ROUNDS_OF_A_WORD = 2;
  private static final int LAST_ROUNDS = 4;

  static SipHash keyed(byte[] key) {
    ByteBuffer words = ByteBuffer.wrap(key).order(ByteOrder.LITTLE_ENDIAN);
    return new SipHash(words.getLong(), words.getLong());
  }

  /** With a key of its own. */
  static SipHash random() {
    SecureRandom random = new SecureRandom();
    return new SipHash(random.nextLong(), random.nextLong());
  }

  long hash(byte[] bytes) {
    State state = new State(key0, key1);
    ByteBuffer words = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    while (words.remaining() >= Long.BYTES) {
      state.take(words.getLong());
    }
    long last = (long) bytes.length << 56;
    for (int shift = 0; words.hasRemaining(); shift += Byte.SIZE) {
      last |= (words.get() & 0xffL) << shift;
    }
    state.take(last);
    return state.end();
  }

  /** The four words that everything is mixed into. */
  private static final class State {
    private long v0;
    private long v1;
    private long v2;
    private long v3;

    State(long key0, long key1) {
      v0 = key0 ^ 0x736f6d6570736575L;
      v1 = key1 ^ 0x646f72616e646f6dL;
      v2 = key0 ^ 0x6c7967656e657261L;
      v3 = key1 ^ 0x7465646279746573L;
    }

    void take(long word) {
      v3 ^= word;
      mix(ROUNDS_OF_A_WORD);
      v0 ^= word;
    }

    long end() {
      v2 ^= 0xff;
      mix(LAST_ROUNDS);
      return v0 ^ v1 ^ v2 ^ v3;
    }

    private void mix(int rounds) {
      for (int i = 0; i < rounds; i++) {
        v0 += v1;
        v2 += v3;
        v1 = Long.rotateLeft(v1, 13) ^ v0;
        v3 = Long.rotateLeft(v3, 16) ^ v2;
        v0 = Long.rotateLeft(v0, 32);
        v2 += v1;
        v0 += v3;
        v1 = Long.rotateLeft(v1, 17) ^ v2;
        v3 = Long.rotateLeft(v3, 21) ^ v0;
        v2 = Long.rotateLeft(v2, 32);
      }
    }
  }
}
