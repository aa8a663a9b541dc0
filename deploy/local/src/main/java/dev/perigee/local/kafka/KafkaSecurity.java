package dev.perigee.local.kafka;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Map;

/**
 * Whom a broker serves, and how it shows who it is: it speaks TLS alone, lets in whose certificate
 * the authorities have signed, and allows each of them what access rules say. Who has the broker's
 * own certificate may do everything. Handed to its process by environment variables.
 *
 * @param authorities that sign the certificates of clients and brokers, a PEM file
 * @param certificate its chain, a PEM file
 * @param key a PEM file
 */
public record KafkaSecurity(Path authorities, Path certificate, Path key) {

  private static final String AUTHORITIES = "PERIGEE_BROKER_AUTHORITIES";
  private static final String CERTIFICATE = "PERIGEE_BROKER_CERTIFICATE";
  private static final String KEY = "PERIGEE_BROKER_KEY";
  private static final String PEM = "PEM";

  /** For the environment of a broker. */
  public Map<String, String> environment() {
    return Map.of(
        AUTHORITIES, authorities.toString(),
        CERTIFICATE, certificate.toString(),
        KEY, key.toString());
  }

  /** Whether an environment asks for any. */
  static boolean isIn(Map<String, String> environment) {
    return environment.containsKey(AUTHORITIES);
  }

  static KafkaSecurity of(Map<String, String> environment) {
    return new KafkaSecurity(
        file(environment, AUTHORITIES), file(environment, CERTIFICATE), file(environment, KEY));
  }

  private static Path file(Map<String, String> environment, String name) {
    String value = environment.get(name);
    if (value == null) {
      throw new IllegalArgumentException(
          name + ": nothing (expected: a file beside " + AUTHORITIES + ")");
    }
    return Path.of(value);
  }

  /** What the broker is told beyond what a plain one is. */
  Map<String, String> settings() throws IOException, CertificateException {
    return Map.of(
        "ssl.client.auth",
        "required",
        "ssl.truststore.type",
        PEM,
        "ssl.truststore.certificates",
        Files.readString(authorities),
        "ssl.keystore.type",
        PEM,
        "ssl.keystore.certificate.chain",
        Files.readString(certificate),
        "ssl.keystore.key",
        Files.readString(key),
        "authorizer.class.name",
        "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
        "super.users",
        "User:" + own().getSubjectX500Principal().getName());
  }

  private X509Certificate own() throws IOException, CertificateException {
    try (InputStream in = Files.newInputStream(certificate)) {
      return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
    }
  }
}
