package dev.perigee.origin.tls;

import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import javax.net.ssl.SSLContext;

/**
 * Which versions of TLS are spoken to an origin: those of its definition that this Java has on. TLS
 * 1.3 has no name in CloudFront's API; it is spoken wherever TLS 1.2 may be.
 */
public final class TlsVersions {

  private static final String TLS_1_2 = "TLSv1.2";
  private static final String TLS_1_3 = "TLSv1.3";
  private static final Set<String> ON = on();

  private TlsVersions() {}

  /**
   * @param allowed as the origin's definition has them
   * @return empty where this Java speaks none of them
   */
  public static Set<String> spoken(Collection<String> allowed) {
    Set<String> spoken = new LinkedHashSet<>(allowed);
    if (spoken.contains(TLS_1_2)) {
      spoken.add(TLS_1_3);
    }
    spoken.retainAll(ON);
    return spoken;
  }

  private static Set<String> on() {
    try {
      return Set.copyOf(
          Arrays.asList(SSLContext.getDefault().getDefaultSSLParameters().getProtocols()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has a default for TLS", e);
    }
  }
}
