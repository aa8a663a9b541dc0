package dev.perigee.edge.signature;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Signatures that were found good, so that the pieces of a film that one cookie opens cost one
 * verification. Bounded; what was found bad is not remembered. Thread-safe.
 */
public final class VerifiedSignatures {

  private static final int ENTRIES = 16_384;
  private static final Boolean GOOD = Boolean.TRUE;

  private final Cache<String, Boolean> good = Caffeine.newBuilder().maximumSize(ENTRIES).build();

  boolean isGood(VerificationKey key, HashAlgorithm hash, byte[] text, byte[] signature) {
    String name = name(key, hash, text, signature);
    if (good.getIfPresent(name) != null) {
      return true;
    }
    if (!key.verifies(hash, text, signature)) {
      return false;
    }
    good.put(name, GOOD);
    return true;
  }

  private static String name(
      VerificationKey key, HashAlgorithm hash, byte[] text, byte[] signature) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      key.identify(digest);
      digest.update((byte) hash.ordinal());
      digest.update(ByteBuffer.allocate(4).putInt(text.length).flip());
      digest.update(text);
      digest.update(signature);
      return new String(digest.digest(), StandardCharsets.ISO_8859_1);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
