package dev.perigee.edge.tls;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;

/** Whether two keys belong together. */
final class KeyPairs {

  private static final byte[] SAMPLE = "perigee".getBytes(StandardCharsets.US_ASCII);

  private KeyPairs() {}

  /**
   * @throws GeneralSecurityException where they do not
   */
  static void check(PublicKey publicKey, PrivateKey privateKey) throws GeneralSecurityException {
    if (!publicKey.getAlgorithm().equals(privateKey.getAlgorithm())) {
      throw new GeneralSecurityException(
          "a key for %s beside a certificate for %s"
              .formatted(privateKey.getAlgorithm(), publicKey.getAlgorithm()));
    }
    Signature signature =
        Signature.getInstance(
            publicKey.getAlgorithm().equals("EC") ? "SHA256withECDSA" : "SHA256withRSA");
    signature.initSign(privateKey);
    signature.update(SAMPLE);
    byte[] signed = signature.sign();
    signature.initVerify(publicKey);
    signature.update(SAMPLE);
    if (!signature.verify(signed)) {
      throw new GeneralSecurityException("the key is not that of the certificate");
    }
  }
}
