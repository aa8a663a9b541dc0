package dev.perigee.eventlog.cluster;

import java.security.KeyStore;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import org.apache.kafka.common.security.auth.SslEngineFactory;
import org.jspecify.annotations.Nullable;

/**
 * Has Kafka's clients make their connections with a {@link KafkaIdentity} as it is then. The
 * engines that Kafka has of its own read files once, when a client is made.
 */
public final class IdentityEngines implements SslEngineFactory {

  /** The key of a client's configuration that holds its {@link KafkaIdentity}. */
  static final String IDENTITY = "perigee.identity";

  private @Nullable KafkaIdentity identity;

  /** Called once, before anything else. */
  @Override
  public void configure(Map<String, ?> configs) {
    identity = (KafkaIdentity) configs.get(IDENTITY);
  }

  @Override
  public SSLEngine createClientSslEngine(
      String peerHost, int peerPort, String endpointIdentification) {
    SSLEngine engine =
        Objects.requireNonNull(identity, IDENTITY).context().createSSLEngine(peerHost, peerPort);
    engine.setUseClientMode(true);
    SSLParameters parameters = engine.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm(endpointIdentification);
    engine.setSSLParameters(parameters);
    return engine;
  }

  @Override
  public SSLEngine createServerSslEngine(String peerHost, int peerPort) {
    throw new UnsupportedOperationException("for clients alone");
  }

  /** Never: what changes is looked at for each connection. */
  @Override
  public boolean shouldBeRebuilt(Map<String, Object> nextConfigs) {
    return false;
  }

  @Override
  public Set<String> reconfigurableConfigs() {
    return Set.of();
  }

  @Override
  public @Nullable KeyStore keystore() {
    return null;
  }

  @Override
  public @Nullable KeyStore truststore() {
    return null;
  }

  @Override
  public void close() {
    // Nothing is held.
  }
}
