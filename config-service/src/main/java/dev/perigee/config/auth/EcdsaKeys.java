package dev.perigee.config.auth;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.ECPublicKeySpec;
import javax.crypto.KeyAgreement;

/**
 * Derives the key pair of Signature Version 4A from an access key.
 *
 * <p>The private key is the first output of a key derivation in counter mode (NIST SP 800-108, with
 * HMAC-SHA-256 over {@code AWS4A} and the secret) that is below the order of P-256, plus one. Of
 * the public key, the Java runtime has no function to compute it. But agreeing on a key with the
 * curve's generator in the place of the other side's public key gives its x coordinate, by the
 * runtime's own arithmetic, which takes the same time for every secret; and of the two points with
 * that x, a signature tells which one it is.
 */
final class EcdsaKeys {

  private static final int MAX_COUNTER = 254;
  private static final int KEY_BITS = 256;
  private static final ECParameterSpec P256 = p256();
  private static final BigInteger GREATEST = P256.getOrder().subtract(BigInteger.TWO);
  private static final BigInteger P = ((ECFieldFp) P256.getCurve().getField()).getP();

  private EcdsaKeys() {}

  static PublicKey publicKey(String accessKeyId, String secret) {
    try {
      KeyFactory keys = KeyFactory.getInstance("EC");
      PrivateKey privateKey =
          keys.generatePrivate(new ECPrivateKeySpec(privateNumber(accessKeyId, secret), P256));
      KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
      agreement.init(privateKey);
      agreement.doPhase(keys.generatePublic(point(P256.getGenerator())), true);
      BigInteger x = new BigInteger(1, agreement.generateSecret());
      BigInteger y = y(x);
      PublicKey first = keys.generatePublic(point(new ECPoint(x, y)));
      return isPair(privateKey, first)
          ? first
          : keys.generatePublic(point(new ECPoint(x, P.subtract(y))));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("P-256 is part of every Java runtime", e);
    }
  }

  private static BigInteger privateNumber(String accessKeyId, String secret) {
    byte[] key = ("AWS4A" + secret).getBytes(StandardCharsets.UTF_8);
    for (int counter = 1; counter <= MAX_COUNTER; counter++) {
      BigInteger candidate =
          new BigInteger(1, HmacSignature.hmac(key, input(accessKeyId, counter)));
      if (candidate.compareTo(GREATEST) <= 0) {
        return candidate.add(BigInteger.ONE);
      }
    }
    throw new IllegalStateException(
        "no key from " + MAX_COUNTER + " outputs: less likely than 2^-8000");
  }

  private static byte[] input(String accessKeyId, int counter) {
    ByteArrayOutputStream input = new ByteArrayOutputStream();
    input.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(1).array());
    input.writeBytes(SigningAlgorithm.ECDSA.word().getBytes(StandardCharsets.UTF_8));
    input.write(0);
    input.writeBytes(accessKeyId.getBytes(StandardCharsets.UTF_8));
    input.write(counter);
    input.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(KEY_BITS).array());
    return input.toByteArray();
  }

  /** A square root of the curve's equation; its prime is 3 modulo 4. */
  private static BigInteger y(BigInteger x) {
    BigInteger square =
        x.pow(3).add(P256.getCurve().getA().multiply(x)).add(P256.getCurve().getB()).mod(P);
    return square.modPow(P.add(BigInteger.ONE).shiftRight(2), P);
  }

  private static boolean isPair(PrivateKey privateKey, PublicKey publicKey)
      throws GeneralSecurityException {
    Signature ecdsa = Signature.getInstance("SHA256withECDSA");
    ecdsa.initSign(privateKey);
    byte[] signature = ecdsa.sign();
    ecdsa.initVerify(publicKey);
    return ecdsa.verify(signature);
  }

  private static ECPublicKeySpec point(ECPoint point) {
    return new ECPublicKeySpec(point, P256);
  }

  private static ECParameterSpec p256() {
    try {
      AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
      parameters.init(new ECGenParameterSpec("secp256r1"));
      return parameters.getParameterSpec(ECParameterSpec.class);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("P-256 is part of every Java runtime", e);
    }
  }
}
