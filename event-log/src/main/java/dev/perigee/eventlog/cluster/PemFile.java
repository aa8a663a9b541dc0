package dev.perigee.eventlog.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collection;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A file in PEM form (RFC 7468). What is wrong with it is told by its setting and what was expected
 * of it, never by what it holds.
 *
 * @param setting that names it
 */
record PemFile(String setting, Path path) {

  private static final Pattern PRIVATE_KEY =
      Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");
  private static final byte[] SAMPLE = "perigee".getBytes(StandardCharsets.US_ASCII);

  /** Changes whenever the file does. */
  String stamp() {
    try {
      BasicFileAttributes found = Files.readAttributes(path, BasicFileAttributes.class);
      return found.lastModifiedTime() + "/" + found.size() + "/" + found.fileKey();
    } catch (IOException e) {
      return "cannot be read";
    }
  }

  /**
   * All certificates in it, at least one.
   *
   * @throws IllegalArgumentException where there are none
   */
  Collection<? extends Certificate> certificates() {
    try (InputStream in = Files.newInputStream(path)) {
      Collection<? extends Certificate> found =
          CertificateFactory.getInstance("X.509").generateCertificates(in);
      if (!found.isEmpty()) {
        return found;
      }
    } catch (IOException e) {
      throw unreadable(e);
    } catch (GeneralSecurityException e) {
      throw unexpected("certificates in PEM form", e);
    }
    throw unexpected("one certificate or more, in PEM form", null);
  }

  /**
   * The private key in it.
   *
   * @param counterpart the public key that it belongs to
   * @throws IllegalArgumentException where there is none, or another
   */
  PrivateKey privateKey(PublicKey counterpart) {
    try {
      Matcher block = PRIVATE_KEY.matcher(Files.readString(path, StandardCharsets.US_ASCII));
      if (!block.find()) {
        throw unexpected("a private key by PKCS #8 in PEM form, not encrypted", null);
      }
      PrivateKey found =
          KeyFactory.getInstance(counterpart.getAlgorithm())
              .generatePrivate(new PKCS8EncodedKeySpec(decoded(block.group(1))));
      if (belongTogether(found, counterpart)) {
        return found;
      }
    } catch (IOException e) {
      throw unreadable(e);
    } catch (GeneralSecurityException e) {
      throw unexpected("the key of the certificate", e);
    }
    throw unexpected("the key of the certificate", null);
  }

  private byte[] decoded(String base64) {
    try {
      return Base64.getMimeDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw unexpected("a private key whose Base64 is whole", null);
    }
  }

  private static boolean belongTogether(PrivateKey key, PublicKey counterpart)
      throws GeneralSecurityException {
    String algorithm = key.getAlgorithm().equals("EC") ? "ECDSA" : key.getAlgorithm();
    Signature signature = Signature.getInstance("SHA256with" + algorithm);
    signature.initSign(key);
    signature.update(SAMPLE);
    byte[] signed = signature.sign();
    signature.initVerify(counterpart);
    signature.update(SAMPLE);
    return signature.verify(signed);
  }

  private IllegalArgumentException unreadable(IOException cause) {
    return unexpected("a file that can be read", cause);
  }

  /** To be thrown where it holds something else. */
  IllegalArgumentException unexpected(String expected, @Nullable Exception cause) {
    return new IllegalArgumentException(
        "%s: %s (expected: %s)".formatted(setting, path, expected), cause);
  }
}
