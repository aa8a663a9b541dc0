package dev.perigee.edge.tls;

import java.security.PrivateKey;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** A certificate with its private key. Two are equal only where they are one. */
final class ServerCertificate {

  private static final Integer DNS_NAME = 2;

  private final String name;
  private final PrivateKey key;
  private final List<X509Certificate> chain;
  private final Set<String> hosts;

  /**
   * @param name its name in the directory of certificates
   * @param chain itself first, then who signed for it
   */
  ServerCertificate(String name, PrivateKey key, List<X509Certificate> chain)
      throws CertificateParsingException {
    this.name = name;
    this.key = key;
    this.chain = List.copyOf(chain);
    this.hosts = hosts(chain.getFirst());
  }

  private static Set<String> hosts(X509Certificate certificate) throws CertificateParsingException {
    Collection<List<?>> alternatives = certificate.getSubjectAlternativeNames();
    if (alternatives == null) {
      return Set.of();
    }
    return alternatives.stream()
        .filter(entry -> entry.getFirst().equals(DNS_NAME))
        .map(entry -> entry.get(1).toString().toLowerCase(Locale.ROOT))
        .collect(Collectors.toUnmodifiableSet());
  }

  String name() {
    return name;
  }

  PrivateKey key() {
    return key;
  }

  X509Certificate[] chain() {
    return chain.toArray(X509Certificate[]::new);
  }

  X509Certificate leaf() {
    return chain.getFirst();
  }

  /** The host names that it is for, in lower case, wildcards as they are. */
  Set<String> hosts() {
    return hosts;
  }

  /** Whether it is for the host: by its name, or by a wildcard in place of its first label. */
  boolean covers(String host) {
    return hosts.contains(host) || hosts.contains(wildcard(host));
  }

  /** The wildcard that stands for a host: {@code *.example.com} for {@code www.example.com}. */
  static String wildcard(String host) {
    int dot = host.indexOf('.');
    return dot < 0 ? host : "*" + host.substring(dot);
  }
}
