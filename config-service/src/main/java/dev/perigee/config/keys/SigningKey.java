package dev.perigee.config.keys;

import dev.perigee.config.wire.ApiException;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The forms of keys that signatures can be checked with: RSA of 2048 bits, ECDSA over P-256. */
final class SigningKey {

  private static final int RSA_BITS = 2048;
  private static final Pattern PEM =
      Pattern.compile(
          "\\s*-----BEGIN PUBLIC KEY-----([A-Za-z0-9+/=\\s]+)-----END PUBLIC KEY-----\\s*");

  private SigningKey() {}

  /** Refuses what is not such a key as PEM (RFC 7468, section 13). */
  static void check(String path, String pem) {
    Optional<X509EncodedKeySpec> spec = decode(pem);
    if (spec.isEmpty() || !isRsa(spec.get()) && !isP256(spec.get())) {
      throw ApiException.invalidArgument(
          path
              + ": expected an RSA key of "
              + RSA_BITS
              + " bits or an ECDSA key over P-256, between -----BEGIN PUBLIC KEY----- and"
              + " -----END PUBLIC KEY-----");
    }
  }

  private static Optional<X509EncodedKeySpec> decode(String pem) {
    Matcher matcher = PEM.matcher(pem);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new X509EncodedKeySpec(
              Base64.getDecoder().decode(matcher.group(1).replaceAll("\\s", ""))));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static boolean isRsa(X509EncodedKeySpec spec) {
    try {
      return factory("RSA").generatePublic(spec) instanceof RSAPublicKey key
          && key.getModulus().bitLength() == RSA_BITS;
    } catch (InvalidKeySpecException e) {
      return false;
    }
  }

  private static boolean isP256(X509EncodedKeySpec spec) {
    try {
      return factory("EC").generatePublic(spec) instanceof ECPublicKey key
          && isP256(key.getParams());
    } catch (InvalidKeySpecException e) {
      return false;
    }
  }

  private static boolean isP256(ECParameterSpec found) {
    try {
      AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
      parameters.init(new ECGenParameterSpec("secp256r1"));
      ECParameterSpec expected = parameters.getParameterSpec(ECParameterSpec.class);
      return found.getCurve().equals(expected.getCurve())
          && found.getGenerator().equals(expected.getGenerator())
          && found.getOrder().equals(expected.getOrder());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("P-256 is part of every Java runtime", e);
    }
  }

  private static KeyFactory factory(String algorithm) {
    try {
      return KeyFactory.getInstance(algorithm);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(algorithm + " is part of every Java runtime", e);
    }
  }
}
