package dev.perigee.edge;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;

/** Connections over TLS to an edge on loopback, whose certificate is taken as it is. */
final class TlsSockets {

  private static final int READ_LIMIT_MILLIS = 20_000;

  private TlsSockets() {}

  /**
   * @param host under which the viewer connects
   * @param protocol what is to be spoken: {@code h2} or {@code http/1.1}
   */
  static SSLSocket open(int port, String host, String protocol)
      throws IOException, GeneralSecurityException {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, new TrustManager[] {new TrustAll()}, new SecureRandom());
    SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", port);
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setServerNames(List.of(new SNIHostName(host)));
    parameters.setApplicationProtocols(new String[] {protocol});
    socket.setSSLParameters(parameters);
    socket.setSoTimeout(READ_LIMIT_MILLIS);
    socket.setTcpNoDelay(true);
    return socket;
  }
}
