package dev.perigee.local.grid;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * Whom a cache server serves, and how it shows who it is. Handed to its process by environment
 * variables, since everyone on the machine may read a command line.
 *
 * @param certificate its chain, a PEM file
 * @param key its elliptic-curve key, a PEM file
 */
public record GridSecurity(String user, String password, Path certificate, Path key) {

  private static final String USER = "PERIGEE_GRID_USER";
  private static final String PASSWORD = "PERIGEE_GRID_PASSWORD";
  private static final String CERTIFICATE = "PERIGEE_GRID_CERTIFICATE";
  private static final String KEY = "PERIGEE_GRID_KEY";

  /** For the environment of a server. */
  public Map<String, String> environment() {
    return Map.of(
        USER, user, PASSWORD, password, CERTIFICATE, certificate.toString(), KEY, key.toString());
  }

  /** Whether an environment asks for any. */
  static boolean isIn(Map<String, String> environment) {
    return environment.containsKey(USER);
  }

  static GridSecurity of(Map<String, String> environment) {
    return new GridSecurity(
        value(environment, USER),
        value(environment, PASSWORD),
        Path.of(value(environment, CERTIFICATE)),
        Path.of(value(environment, KEY)));
  }

  private static String value(Map<String, String> environment, String name) {
    String value = environment.get(name);
    if (value == null) {
      throw new IllegalArgumentException(
          name + ": nothing (expected: a value beside " + USER + ")");
    }
    return value;
  }

  /** What the server shows to its clients. */
  SSLContext tls() throws IOException, GeneralSecurityException {
    char[] unused = new char[0];
    KeyStore keys = KeyStore.getInstance(KeyStore.getDefaultType());
    keys.load(null, unused);
    try (InputStream chain = Files.newInputStream(certificate)) {
      Certificate[] all =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(chain)
              .toArray(Certificate[]::new);
      keys.setKeyEntry("server", privateKey(), unused, all);
    }
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, unused);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }

  private PrivateKey privateKey() throws IOException, GeneralSecurityException {
    String encoded = Files.readString(key).replaceAll("-----[^-]+-----", "");
    return KeyFactory.getInstance("EC")
        .generatePrivate(new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(encoded)));
  }
}
