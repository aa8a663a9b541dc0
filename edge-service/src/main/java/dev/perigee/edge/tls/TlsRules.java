package dev.perigee.edge.tls;

import dev.perigee.contracts.ViewerRules;

/**
 * What a distribution says of its viewers' connections.
 *
 * @param certificate ARN or id of its certificate, empty for that of the CDN's own domain
 * @param policy which versions of TLS and which ciphers may be used
 * @param http2 whether HTTP/2 is offered
 */
public record TlsRules(String certificate, SecurityPolicy policy, boolean http2) {

  /** For host names of no distribution. */
  public static final TlsRules DEFAULT = of(ViewerRules.DEFAULT);

  /**
   * @throws IllegalArgumentException where there is no such security policy
   */
  public static TlsRules of(ViewerRules viewers) {
    return new TlsRules(
        viewers.certificate().id(),
        SecurityPolicy.named(viewers.certificate().securityPolicy()),
        viewers.http2());
  }

  /** Whether what was agreed upon in a handshake may be used. */
  public boolean allow(ViewerTls agreed) {
    return policy.allows(agreed.version(), agreed.cipher());
  }
}
