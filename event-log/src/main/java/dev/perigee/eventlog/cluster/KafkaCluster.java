package dev.perigee.eventlog.cluster;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.config.SslConfigs;
import org.apache.kafka.common.security.auth.SecurityProtocol;
import org.jspecify.annotations.Nullable;

/**
 * Where Kafka is, and who a service is there.
 *
 * @param bootstrapServers brokers to connect to first, as {@code host:port}, separated by commas
 * @param identity null where brokers ask nobody who they are, and nothing is encrypted
 */
public record KafkaCluster(String bootstrapServers, @Nullable KafkaIdentity identity) {

  private static final String SERVERS = "perigee.kafka.bootstrap-servers";
  private static final String AUTHORITIES = "perigee.kafka.authorities";
  private static final String CERTIFICATE = "perigee.kafka.certificate";
  private static final String KEY = "perigee.kafka.key";
  private static final List<String> FILES = List.of(AUTHORITIES, CERTIFICATE, KEY);

  private static final String LOOPBACK = "127.0.0.1:9092";

  /** A cluster without TLS, that lets in whoever reaches it. */
  public static KafkaCluster plain(String bootstrapServers) {
    return new KafkaCluster(bootstrapServers, null);
  }

  /**
   * The cluster that the settings {@code perigee.kafka.*} name. Reads the files that they name.
   *
   * @param settings a key's value, empty where it is not set
   * @throws IllegalArgumentException that names the setting, and what was expected of it
   */
  public static KafkaCluster of(Function<String, Optional<String>> settings) {
    String servers = settings.apply(SERVERS).orElse(LOOPBACK);
    List<String> given =
        FILES.stream().filter(setting -> settings.apply(setting).isPresent()).toList();
    if (given.isEmpty()) {
      return plain(servers);
    }
    Function<String, PemFile> file =
        setting ->
            settings
                .apply(setting)
                .map(value -> new PemFile(setting, Path.of(value)))
                .orElseThrow(() -> missing(setting, given.getFirst()));
    return new KafkaCluster(
        servers,
        new KafkaIdentity(file.apply(AUTHORITIES), file.apply(CERTIFICATE), file.apply(KEY)));
  }

  private static IllegalArgumentException missing(String setting, String other) {
    return new IllegalArgumentException(
        "%s: nothing (expected: a file in PEM form beside %s)".formatted(setting, other));
  }

  /**
   * What a client is made with.
   *
   * @param own what this client is to do otherwise than others
   */
  public Map<String, Object> client(Map<String, Object> own) {
    Map<String, Object> all = new HashMap<>(own);
    all.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    if (identity != null) {
      all.put(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG, SecurityProtocol.SSL.name);
      all.put(SslConfigs.SSL_ENGINE_FACTORY_CLASS_CONFIG, IdentityEngines.class);
      all.put(IdentityEngines.IDENTITY, identity);
    }
    return all;
  }
}
