package dev.perigee.local.kafka;

import dev.perigee.local.process.Arguments;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.util.Map;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.properties.MetaPropertiesEnsemble;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * One Kafka broker that is its own KRaft controller, on loopback. The first start formats its
 * folder, later ones find the data there. Where its environment has a {@link KafkaSecurity}, it
 * serves whom that lets in; else everyone on the machine.
 */
public final class KafkaNode {

  private static final int NODE_ID = 1;
  private static final String CONTROLLER_LISTENER = "CONTROLLER";

  private KafkaNode() {}

  public static void main(String[] args) throws Exception {
    Arguments arguments = Arguments.of(args, "data directory", "port", "controller port");
    Path data = arguments.path("data directory");
    format(data);
    KafkaRaftServer server =
        new KafkaRaftServer(
            KafkaConfig.fromProps(
                settings(
                    data,
                    arguments.port("port"),
                    arguments.port("controller port"),
                    System.getenv())),
            Time.SYSTEM);
    Runtime.getRuntime().addShutdownHook(new Thread(server::shutdown, "kafka-shutdown"));
    server.startup();
    server.awaitShutdown();
  }

  /** Formats a folder that has not been: the last file that formatting writes tells. */
  private static void format(Path data) throws Exception {
    if (Files.exists(data.resolve(MetaPropertiesEnsemble.META_PROPERTIES_NAME))) {
      return;
    }
    new Formatter()
        .setPrintStream(System.out)
        .setNodeId(NODE_ID)
        .setClusterId(Uuid.randomUuid().toString())
        .setControllerListenerName(CONTROLLER_LISTENER)
        .setMetadataLogDirectory(data.toString())
        .addDirectory(data.toString())
        .setReleaseVersion(MetadataVersion.latestProduction())
        .setIgnoreFormatted(true)
        .run();
  }

  private static Properties settings(
      Path data, int port, int controllerPort, Map<String, String> environment)
      throws IOException, CertificateException {
    boolean secured = KafkaSecurity.isIn(environment);
    String protocol = secured ? "SSL" : "PLAINTEXT";
    Properties settings = new Properties();
    if (secured) {
      settings.putAll(KafkaSecurity.of(environment).settings());
    }
    settings.putAll(
        Map.ofEntries(
            Map.entry("process.roles", "broker,controller"),
            Map.entry("node.id", Integer.toString(NODE_ID)),
            Map.entry("log.dirs", data.toString()),
            Map.entry(
                "listeners",
                protocol + "://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort),
            Map.entry("advertised.listeners", protocol + "://127.0.0.1:" + port),
            Map.entry(
                "listener.security.protocol.map", "%1$s:%1$s,CONTROLLER:%1$s".formatted(protocol)),
            Map.entry("inter.broker.listener.name", protocol),
            Map.entry("controller.listener.names", CONTROLLER_LISTENER),
            Map.entry("controller.quorum.voters", NODE_ID + "@127.0.0.1:" + controllerPort),
            Map.entry("offsets.topic.replication.factor", "1"),
            Map.entry("offsets.topic.num.partitions", "1"),
            Map.entry("transaction.state.log.replication.factor", "1"),
            Map.entry("transaction.state.log.min.isr", "1"),
            Map.entry("transaction.state.log.num.partitions", "1"),
            Map.entry("share.coordinator.state.topic.replication.factor", "1"),
            Map.entry("share.coordinator.state.topic.min.isr", "1"),
            // After a crash, the broker may come back once the session of its past self is over.
            Map.entry("broker.session.timeout.ms", "3000"),
            Map.entry("broker.heartbeat.interval.ms", "500"),
            Map.entry("group.initial.rebalance.delay.ms", "0"),
            Map.entry("auto.create.topics.enable", "false"),
            Map.entry("num.network.threads", "2"),
            Map.entry("num.io.threads", "2"),
            Map.entry("background.threads", "2"),
            Map.entry("num.recovery.threads.per.data.dir", "2"),
            Map.entry("log.cleaner.dedupe.buffer.size", "16777216"),
            Map.entry("log.index.size.max.bytes", "1048576")));
    return settings;
  }
}
