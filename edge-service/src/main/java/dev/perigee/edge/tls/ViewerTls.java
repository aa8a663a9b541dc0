package dev.perigee.edge.tls;

import io.netty.channel.Channel;
import io.netty.handler.ssl.ReferenceCountedOpenSslEngine;
import io.netty.handler.ssl.SslHandler;
import io.netty.internal.tcnative.SSL;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/**
 * What became of a viewer's TLS handshake.
 *
 * @param serverName that the viewer gave, in lower case; empty for none
 * @param version for example {@code TLSv1.3}
 * @param cipher as sessions name it
 * @param resumed whether the handshake went on from an earlier session
 */
public record ViewerTls(String serverName, String version, String cipher, boolean resumed) {

  private static final Map<String, String> OPEN_SSL_NAMES =
      Arrays.stream(Cipher.values())
          .collect(Collectors.toUnmodifiableMap(Cipher::javaName, Cipher::openSslName));

  /** That of a connection; null where it is not encrypted. */
  public static @Nullable ViewerTls of(Channel channel, @Nullable String serverName) {
    SslHandler handler = channel.pipeline().get(SslHandler.class);
    if (handler == null) {
      return null;
    }
    SSLSession session = handler.engine().getSession();
    return new ViewerTls(
        serverName == null ? "" : serverName,
        session.getProtocol(),
        session.getCipherSuite(),
        isResumed(handler.engine()));
  }

  /** The JDK does not tell. */
  private static boolean isResumed(SSLEngine engine) {
    return engine instanceof ReferenceCountedOpenSslEngine openSsl
        && SSL.isSessionReused(openSsl.sslPointer());
  }

  /** The cipher as logs and {@code CloudFront-Viewer-TLS} have it. */
  public String cipherName() {
    return OPEN_SSL_NAMES.getOrDefault(cipher, cipher);
  }
}
