package dev.perigee.edge.tls;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The certificates of an edge at one time, by name and by host. Immutable. */
final class CertificateSet {

  static final CertificateSet NONE = new CertificateSet(List.of(), "");

  private final Map<String, ServerCertificate> byName = new HashMap<>();
  private final Map<String, ServerCertificate> byHost = new HashMap<>();
  private final @Nullable ServerCertificate fallback;

  /**
   * @param domain under which each distribution has its own name: a certificate for these names is
   *     shown to whoever asks for an unknown one
   */
  CertificateSet(Collection<ServerCertificate> certificates, String domain) {
    List<ServerCertificate> lastingLongestLast =
        certificates.stream()
            .sorted(
                Comparator.comparing((ServerCertificate one) -> one.leaf().getNotAfter())
                    .thenComparing(ServerCertificate::name))
            .toList();
    for (ServerCertificate certificate : lastingLongestLast) {
      byName.put(certificate.name(), certificate);
      certificate.hosts().forEach(host -> byHost.put(host, certificate));
    }
    ServerCertificate own = byHost.get("*." + domain);
    this.fallback =
        own != null || lastingLongestLast.isEmpty() ? own : lastingLongestLast.getLast();
  }

  /**
   * The certificate for a host: the one that its distribution names, where that is for the host;
   * else the one for the host that lasts longest, its own name before a wildcard; else the one of
   * the CDN's own domain. Null where there is none at all.
   *
   * @param wanted ARN or id of the certificate that the distribution names, empty for none
   */
  @Nullable ServerCertificate find(String host, String wanted) {
    ServerCertificate named = byName.get(wanted.substring(wanted.lastIndexOf('/') + 1));
    if (named != null && named.covers(host)) {
      return named;
    }
    ServerCertificate exact = byHost.get(host);
    if (exact != null) {
      return exact;
    }
    ServerCertificate wildcard = byHost.get(ServerCertificate.wildcard(host));
    return wildcard == null ? fallback : wildcard;
  }

  int size() {
    return byName.size();
  }

  Collection<ServerCertificate> all() {
    return byName.values();
  }
}
