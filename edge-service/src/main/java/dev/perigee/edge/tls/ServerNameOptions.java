package dev.perigee.edge.tls;

import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.SSLEngineOptions;
import io.vertx.core.spi.tls.SslContextFactory;
import java.security.GeneralSecurityException;
import javax.net.ssl.KeyManagerFactory;

/**
 * Has a Vert.x listener take the TLS context of each connection from {@link ServerContexts}.
 *
 * <p>Vert.x itself selects no more than a certificate by the server name, and keeps it for good and
 * for every name that it was ever asked for.
 */
public final class ServerNameOptions extends SSLEngineOptions {

  private final ServerContexts contexts;

  public ServerNameOptions(ServerContexts contexts) {
    this.contexts = contexts;
  }

  /** No keys: Vert.x wants to be given some, and never uses them. */
  public KeyCertOptions keys() {
    try {
      KeyManagerFactory none =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      none.init(null, null);
      return KeyCertOptions.wrap(none);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has an empty set of keys", e);
    }
  }

  @Override
  public SSLEngineOptions copy() {
    return new ServerNameOptions(contexts);
  }

  @Override
  public SslContextFactory sslContextFactory() {
    return () -> new YieldingContext(contexts);
  }
}
