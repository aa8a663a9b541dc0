package dev.perigee.edge.signature;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * A public key that signatures are checked with: RSA of 2048 bits, or ECDSA over P-256. Immutable.
 */
final class VerificationKey {

  private static final String BEGIN = "-----BEGIN PUBLIC KEY-----";
  private static final String END = "-----END PUBLIC KEY-----";

  private final PublicKey key;
  private final String algorithm;

  /** Its encoded form, in Base64: what tells it from others. */
  private final String name;

  private VerificationKey(PublicKey key, String algorithm) {
    this.key = key;
    this.algorithm = algorithm;
    this.name = Base64.getEncoder().encodeToString(key.getEncoded());
  }

  /**
   * Reads a key in the form of RFC 7468, section 13.
   *
   * @throws IllegalArgumentException where it is none, or of another kind
   */
  static VerificationKey parse(String pem) {
    int begin = pem.indexOf(BEGIN);
    int end = pem.indexOf(END);
    if (begin < 0 || end < begin) {
      throw new IllegalArgumentException("not a public key (expected: " + BEGIN + ")");
    }
    byte[] der = Base64.getMimeDecoder().decode(pem.substring(begin + BEGIN.length(), end));
    X509EncodedKeySpec spec = new X509EncodedKeySpec(der);
    try {
      return ofRsa((RSAPublicKey) KeyFactory.getInstance("RSA").generatePublic(spec));
    } catch (GeneralSecurityException notRsa) {
      try {
        return ofEc((ECPublicKey) KeyFactory.getInstance("EC").generatePublic(spec));
      } catch (GeneralSecurityException e) {
        throw new IllegalArgumentException("a key that is neither RSA nor ECDSA", e);
      }
    }
  }

  private static VerificationKey ofRsa(RSAPublicKey key) {
    int bits = key.getModulus().bitLength();
    if (bits != 2048) {
      throw new IllegalArgumentException("RSA of " + bits + " bits (expected: 2048)");
    }
    return new VerificationKey(key, "RSA");
  }

  private static VerificationKey ofEc(ECPublicKey key) {
    if (!key.getParams().toString().contains("secp256r1")) {
      throw new IllegalArgumentException(
          "ECDSA over " + key.getParams() + " (expected: secp256r1)");
    }
    return new VerificationKey(key, "ECDSA");
  }

  /** Whether this key's owner signed the text. */
  boolean verifies(HashAlgorithm hash, byte[] text, byte[] signature) {
    try {
      Signature check = Signature.getInstance(hash.word() + "with" + algorithm);
      check.initVerify(key);
      check.update(text);
      return check.verify(signature);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof VerificationKey same && name.equals(same.name);
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }
}
