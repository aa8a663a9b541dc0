package dev.perigee.edge.tls;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads private keys in PEM form: PKCS #8, and what older tools write for RSA (PKCS #1) and for
 * elliptic curves (SEC 1), which is the same without the envelope that names the algorithm.
 */
final class PrivateKeys {

  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ((?:RSA |EC )?PRIVATE KEY)-----([A-Za-z0-9+/=\\s]+)-----END \\1");

  /** The algorithm identifier of RSA keys, DER-encoded. */
  private static final byte[] RSA = HexFormat.of().parseHex("300d06092a864886f70d0101010500");

  /** Those of keys on the curves P-256 and P-384. */
  private static final List<byte[]> CURVES =
      List.of(
          HexFormat.of().parseHex("301306072a8648ce3d020106082a8648ce3d030107"),
          HexFormat.of().parseHex("301006072a8648ce3d020106052b81040022"));

  private static final byte[] VERSION = {2, 1, 0};
  private static final int SEQUENCE = 0x30;
  private static final int OCTETS = 0x04;

  private PrivateKeys() {}

  /**
   * @throws GeneralSecurityException where there is no such key
   */
  static PrivateKey read(byte[] pem) throws GeneralSecurityException {
    Matcher block = BLOCK.matcher(new String(pem, StandardCharsets.US_ASCII));
    if (!block.find()) {
      throw new InvalidKeyException("no private key (expected: one in PEM form, not encrypted)");
    }
    byte[] der = Base64.getMimeDecoder().decode(block.group(2));
    return switch (block.group(1)) {
      case "RSA PRIVATE KEY" -> key("RSA", enveloped(RSA, der));
      case "EC PRIVATE KEY" -> curveKey(der);
      default -> anyKey(der);
    };
  }

  private static PrivateKey anyKey(byte[] der) throws GeneralSecurityException {
    try {
      return key("RSA", der);
    } catch (InvalidKeySpecException e) {
      return key("EC", der);
    }
  }

  private static PrivateKey curveKey(byte[] der) throws GeneralSecurityException {
    // The curve's own name stands in the key too, as the tail of the algorithm's.
    for (byte[] curve : CURVES) {
      if (contains(der, Arrays.copyOfRange(curve, 11, curve.length))) {
        return key("EC", enveloped(curve, der));
      }
    }
    throw new InvalidKeyException("a key on an unknown curve (expected: P-256 or P-384)");
  }

  private static boolean contains(byte[] text, byte[] part) {
    for (int at = 0; at + part.length <= text.length; at++) {
      if (Arrays.equals(text, at, at + part.length, part, 0, part.length)) {
        return true;
      }
    }
    return false;
  }

  private static PrivateKey key(String algorithm, byte[] pkcs8) throws GeneralSecurityException {
    return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
  }

  private static byte[] enveloped(byte[] algorithm, byte[] der) {
    return element(SEQUENCE, joined(VERSION, algorithm, element(OCTETS, der)));
  }

  private static byte[] element(int tag, byte[] content) {
    int length = content.length;
    byte[] head =
        length < 0x80
            ? new byte[] {(byte) tag, (byte) length}
            : length < 0x100
                ? new byte[] {(byte) tag, (byte) 0x81, (byte) length}
                : new byte[] {(byte) tag, (byte) 0x82, (byte) (length >> 8), (byte) length};
    return joined(head, content);
  }

  private static byte[] joined(byte[]... parts) {
    int length = Arrays.stream(parts).mapToInt(part -> part.length).sum();
    byte[] all = new byte[length];
    int at = 0;
    for (byte[] part : parts) {
      System.arraycopy(part, 0, all, at, part.length);
      at += part.length;
    }
    return all;
  }
}
