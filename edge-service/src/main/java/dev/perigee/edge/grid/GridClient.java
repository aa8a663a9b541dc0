package dev.perigee.edge.grid;

import dev.perigee.edge.settings.EdgeSettings;
import org.infinispan.client.hotrod.RemoteCacheManager;
import org.infinispan.client.hotrod.configuration.ConfigurationBuilder;
import org.infinispan.commons.configuration.Combine;

/** The client of the grid's servers, which shows who it is and checks who they are. */
final class GridClient {

  /** How Infinispan calls a file of certificates in PEM form. */
  private static final String PEM = "pem";

  private GridClient() {}

  /**
   * A client with a configuration and the user and the authorities of the settings, not started;
   * whoever asked for it stops it.
   */
  static RemoteCacheManager of(RemoteCacheManager configured, EdgeSettings.Grid settings) {
    ConfigurationBuilder client =
        new ConfigurationBuilder().read(configured.getConfiguration(), Combine.DEFAULT);
    settings
        .username()
        .ifPresent(user ->
            client
                .security()
                .authentication()
                .enable()
                .saslMechanism(settings.saslMechanism())
                .username(user)
                .password(settings.password().orElseThrow()));
    settings
        .authorities()
        .ifPresent(file ->
            client
                .security()
                .ssl()
                .enable()
                .trustStoreFileName(file.toString())
                .trustStoreType(PEM)
                .sniHostName(settings.serverName().orElseThrow()));
    return new RemoteCacheManager(client.build(), false);
  }
}
