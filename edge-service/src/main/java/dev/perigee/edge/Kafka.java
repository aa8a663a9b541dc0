package dev.perigee.edge;

import dev.perigee.eventlog.cluster.KafkaCluster;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.Config;

/** Where Kafka is, for all parts of the service. */
@Singleton
final class Kafka {

  @Produces
  @Singleton
  KafkaCluster cluster(Config config) {
    try {
      return KafkaCluster.of(key -> config.getOptionalValue(key, String.class));
    } catch (IllegalArgumentException e) {
      // Quarkus prints the message alone.
      throw new ConfigurationException(e.getMessage());
    }
  }
}
