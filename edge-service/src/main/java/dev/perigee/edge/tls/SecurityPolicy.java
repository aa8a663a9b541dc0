package dev.perigee.edge.tls;

import static dev.perigee.edge.tls.Cipher.AES128_GCM;
import static dev.perigee.edge.tls.Cipher.AES256_GCM;
import static dev.perigee.edge.tls.Cipher.CHACHA20;
import static dev.perigee.edge.tls.Cipher.ECDSA_AES128_GCM;
import static dev.perigee.edge.tls.Cipher.ECDSA_AES128_SHA256;
import static dev.perigee.edge.tls.Cipher.ECDSA_AES256_GCM;
import static dev.perigee.edge.tls.Cipher.ECDSA_AES256_SHA384;
import static dev.perigee.edge.tls.Cipher.ECDSA_CHACHA20;
import static dev.perigee.edge.tls.Cipher.RSA_AES128_GCM;
import static dev.perigee.edge.tls.Cipher.RSA_AES128_SHA256;
import static dev.perigee.edge.tls.Cipher.RSA_AES256_GCM;
import static dev.perigee.edge.tls.Cipher.RSA_AES256_SHA384;
import static dev.perigee.edge.tls.Cipher.RSA_CHACHA20;
import static dev.perigee.edge.tls.Cipher.STATIC_3DES;
import static dev.perigee.edge.tls.Cipher.STATIC_AES128_GCM;
import static dev.perigee.edge.tls.Cipher.STATIC_AES128_SHA256;
import static dev.perigee.edge.tls.Cipher.STATIC_AES256_GCM;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * CloudFront's security policies (Developer Guide, <em>Supported protocols and ciphers between
 * viewers and CloudFront</em>): the versions of TLS and the ciphers that a distribution's viewers
 * may use.
 */
enum SecurityPolicy {
  TLS_1("TLSv1", "TLSv1", EnumSet.allOf(Cipher.class)),
  TLS_1_2016("TLSv1_2016", "TLSv1", EnumSet.complementOf(EnumSet.of(STATIC_3DES))),
  TLS_1_1_2016("TLSv1.1_2016", "TLSv1.1", TLS_1_2016.suites),
  TLS_1_3_2025("TLSv1.3_2025", "TLSv1.3", EnumSet.of(AES128_GCM, AES256_GCM)),
  TLS_1_2_2025(
      "TLSv1.2_2025",
      "TLSv1.2",
      TLS_1_3_2025.and(
          CHACHA20, ECDSA_AES128_GCM, ECDSA_AES256_GCM, RSA_AES128_GCM, RSA_AES256_GCM)),
  TLS_1_2_2021("TLSv1.2_2021", "TLSv1.2", TLS_1_2_2025.and(ECDSA_CHACHA20, RSA_CHACHA20)),
  TLS_1_2_2019(
      "TLSv1.2_2019",
      "TLSv1.2",
      TLS_1_2_2021.and(
          ECDSA_AES128_SHA256, ECDSA_AES256_SHA384, RSA_AES128_SHA256, RSA_AES256_SHA384)),
  TLS_1_2_2018(
      "TLSv1.2_2018",
      "TLSv1.2",
      TLS_1_2_2019.and(STATIC_AES128_GCM, STATIC_AES256_GCM, STATIC_AES128_SHA256));

  private final String policyName;
  private final List<String> versions;
  private final Set<Cipher> suites;
  private final List<String> ciphers;
  private final Set<String> allowedCiphers;

  SecurityPolicy(String policyName, String lowestVersion, Set<Cipher> suites) {
    this.policyName = policyName;
    this.versions = from(lowestVersion);
    this.suites = suites;
    this.ciphers = suites.stream().map(Cipher::javaName).toList();
    this.allowedCiphers = Set.copyOf(this.ciphers);
  }

  /**
   * @throws IllegalArgumentException where CloudFront has none of this name
   */
  static SecurityPolicy named(String name) {
    for (SecurityPolicy policy : values()) {
      if (policy.policyName.equals(name)) {
        return policy;
      }
    }
    throw new IllegalArgumentException(
        name
            + ": no such security policy (expected: one of "
            + Arrays.stream(values()).map(p -> p.policyName).collect(Collectors.joining(", "))
            + ")");
  }

  /** As {@link javax.net.ssl.SSLEngine} names them. */
  List<String> versions() {
    return versions;
  }

  /** As {@link javax.net.ssl.SSLEngine} names them, the preferred ones first. */
  List<String> ciphers() {
    return ciphers;
  }

  /** Whether a connection of this version and cipher may be used. */
  boolean allows(String version, String cipher) {
    return versions.contains(version) && allowedCiphers.contains(cipher);
  }

  private static List<String> from(String lowest) {
    List<String> all = List.of("TLSv1", "TLSv1.1", "TLSv1.2", "TLSv1.3");
    return all.subList(all.indexOf(lowest), all.size());
  }

  private Set<Cipher> and(Cipher... more) {
    Set<Cipher> all = EnumSet.copyOf(suites);
    all.addAll(List.of(more));
    return all;
  }
}
