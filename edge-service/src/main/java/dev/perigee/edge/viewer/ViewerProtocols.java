package dev.perigee.edge.viewer;

import dev.perigee.edge.distribution.Distribution;
import dev.perigee.edge.request.ViewerRequest;
import dev.perigee.edge.tls.ServerContexts;
import dev.perigee.edge.tls.TlsRules;
import dev.perigee.edge.tls.ViewerTls;
import io.vertx.core.http.HttpVersion;
import java.util.Optional;

/** Holds a request against the connection on which it came. */
final class ViewerProtocols {

  private final Optional<ServerContexts> tls;
  private final int httpPort;
  private final int httpsPort;

  /**
   * @param tls empty where viewers cannot connect over HTTPS
   */
  ViewerProtocols(Optional<ServerContexts> tls, int httpPort, int httpsPort) {
    this.tls = tls;
    this.httpPort = httpPort;
    this.httpsPort = httpsPort;
  }

  /**
   * Whether the viewer must ask on another connection (RFC 9110, section 15.5.20), because it
   * connected under another name, and what it agreed upon there is not what holds here.
   */
  boolean isMisdirected(ViewerRequest request, Distribution distribution) {
    ViewerTls connection = request.tls();
    if (connection == null) {
      return false;
    }
    TlsRules rules = distribution.tls();
    return !rules.allow(connection)
        || !rules.http2() && request.http().version() == HttpVersion.HTTP_2
        || !mayCarry(connection, request.host());
  }

  private boolean mayCarry(ViewerTls connection, String host) {
    String connected = connection.serverName();
    return connected.isEmpty()
        || connected.equals(host)
        || tls.isEmpty()
        || tls.get().haveOneCertificate(connected, host);
  }

  /**
   * The same URL over HTTPS: on the standard port, unless the viewer came to this edge's own port
   * for HTTP.
   */
  String secureUrl(ViewerRequest request) {
    boolean toOwnPort = tls.isPresent() && request.authority().endsWith(":" + httpPort);
    return "https://" + request.host() + (toOwnPort ? ":" + httpsPort : "") + request.http().uri();
  }
}
