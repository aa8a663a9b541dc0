package dev.perigee.edge.tls;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.SupportedCipherSuiteFilter;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * The TLS contexts of a listener: the server name of a handshake selects the distribution, that
 * says which certificate and which security policy hold, and one context serves all names for which
 * these are the same. So a change of the configuration or of the certificates is in force from the
 * next handshake on, and names that viewers make up cost nothing.
 */
public final class ServerContexts {

  private static final int MAX_CONTEXTS = 4_096;
  private static final List<String> HTTP_1 = List.of(ApplicationProtocolNames.HTTP_1_1);
  private static final List<String> HTTP_1_AND_2 =
      List.of(ApplicationProtocolNames.HTTP_2, ApplicationProtocolNames.HTTP_1_1);

  private final Certificates certificates;
  private final Function<String, TlsRules> rules;
  private final SslProvider provider;
  private final LoadingCache<Parts, SslContext> contexts =
      Caffeine.newBuilder().maximumSize(MAX_CONTEXTS).build(this::make);

  private record Parts(ServerCertificate certificate, SecurityPolicy policy, boolean http2) {}

  /**
   * @param directory of certificates
   * @param domain under which each distribution has its own name
   * @param rules what holds for a host name in lower case
   */
  public ServerContexts(
      Path directory, String domain, Function<String, TlsRules> rules, SslProvider provider) {
    this.certificates = new Certificates(directory, domain, this::forgetUnused);
    this.rules = rules;
    this.provider = provider;
  }

  /** Reads the certificates, now and whenever they change. Blocks. */
  public void start(Vertx vertx, long checkMillis) {
    certificates.reload();
    certificates.follow(vertx, checkMillis);
  }

  /**
   * The context for a handshake.
   *
   * @param serverName as the viewer gave it, in lower case; null for none
   * @throws SSLException where the edge has no certificate
   */
  SslContext find(@Nullable String serverName) throws SSLException {
    String host = serverName == null ? "" : serverName;
    TlsRules wanted = rules.apply(host);
    ServerCertificate certificate = certificates.current().find(host, wanted.certificate());
    if (certificate == null) {
      throw new SSLException("no certificate for " + host);
    }
    return contexts.get(new Parts(certificate, wanted.policy(), wanted.http2()));
  }

  /**
   * Whether a viewer that connected under one server name may ask for another host on the same
   * connection: it got the very certificate that it would have got for that host.
   */
  public boolean haveOneCertificate(String serverName, String host) {
    CertificateSet set = certificates.current();
    return set.find(serverName, rules.apply(serverName).certificate())
        == set.find(host, rules.apply(host).certificate());
  }

  private void forgetUnused() {
    CertificateSet inUse = certificates.current();
    contexts.asMap().keySet().removeIf(parts -> !inUse.all().contains(parts.certificate()));
  }

  private SslContext make(Parts parts) throws SSLException {
    return SslContextBuilder.forServer(parts.certificate().key(), parts.certificate().chain())
        .sslProvider(provider)
        .protocols(parts.policy().versions())
        .ciphers(parts.policy().ciphers(), SupportedCipherSuiteFilter.INSTANCE)
        .applicationProtocolConfig(
            new ApplicationProtocolConfig(
                Protocol.ALPN,
                SelectorFailureBehavior.NO_ADVERTISE,
                SelectedListenerFailureBehavior.ACCEPT,
                parts.http2() ? HTTP_1_AND_2 : HTTP_1))
        .build();
  }
}
