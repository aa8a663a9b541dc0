package dev.perigee.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perigee.contracts.ContractJson;
import dev.perigee.contracts.RealtimeLog;
import dev.perigee.contracts.Topics;
import dev.perigee.edge.distribution.BehaviorBuilder;
import dev.perigee.edge.distribution.SnapshotBuilder;
import dev.perigee.eventlog.TopicListener;
import dev.perigee.eventlog.TopicTail;
import dev.perigee.eventlog.TopicWriter;
import dev.perigee.eventlog.cluster.KafkaCluster;
import dev.perigee.local.certificate.LocalAuthority;
import dev.perigee.local.kafka.KafkaSecurity;
import dev.perigee.testkit.KafkaProcess;
import dev.perigee.testkit.http.Content;
import dev.perigee.testkit.http.Resource;
import dev.perigee.testkit.http.ScriptedOrigin;
import dev.perigee.testkit.http.Viewer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A broker that wants to know who edges are, an edge that shows it, and one that does not. */
class SecuredKafkaIT {

  @TempDir Path directory;

  @Test
  void whoShowsWhoItIsFollowsAndTellsAndWhoDoesNotIsNeverInTouch() throws Exception {
    LocalAuthority authority = LocalAuthority.create(Instant.now());
    LocalAuthority.Signed signed = authority.sign(Instant.now(), "127.0.0.1");
    KafkaSecurity security =
        new KafkaSecurity(
            write("ca.crt", authority.pem()),
            write("user.crt", signed.chain()),
            write("user.key", signed.key()));
    Map<String, String> identity =
        Map.of(
            "PERIGEE_KAFKA_AUTHORITIES", security.authorities().toString(),
            "PERIGEE_KAFKA_CERTIFICATE", security.certificate().toString(),
            "PERIGEE_KAFKA_KEY", security.key().toString());
    try (KafkaProcess kafka = KafkaProcess.start(security);
        ScriptedOrigin origin = ScriptedOrigin.start();
        EdgeProcess stranger = edge("stranger", kafka, origin, Map.of());
        EdgeProcess edge = edge("edge", kafka, origin, identity)) {
      KafkaCluster cluster = cluster(kafka, security);
      publish(cluster);
      OriginServiceScripts.on(origin, "/a", Resource.of(Content.of("a"), "\"1\"", "max-age=60"));
      Await.until("the edge is in touch", () -> edge.isReady() && edge.isInTouch());
      Viewer viewer = new Viewer(edge.url(), "e1.example.net");
      Await.until(
          "the broker has a request's record",
          () -> {
            assertThat(viewer.get("/a").status()).isEqualTo(200);
            return edge.metric("perigee_edge_realtime_log_records_total{outcome=\"sent\"}") > 0;
          });

      Count statuses = new Count();
      try (TopicTail tail = TopicTail.follow(cluster, Topics.EDGES, statuses)) {
        Await.until("the edge tells of itself", () -> statuses.get() > 0);
        assertThat(tail.appliedOffset()).isNotNegative();
      }
      Await.until("said so", () -> stranger.log().contains("the broker cannot be reached"));
      assertThat(stranger.isInTouch()).isFalse();
      assertThat(stranger.waitsFor("distributions")).isTrue();
    }
  }

  private static void publish(KafkaCluster cluster) throws Exception {
    RealtimeLog log = new RealtimeLog("all", "views", 100, List.of("c-ip"));
    try (TopicWriter writer = new TopicWriter(cluster, Topics.DISTRIBUTIONS)) {
      writer.append(
          "E1",
          ContractJson.write(
              SnapshotBuilder.distribution("E1")
                  .behaviors(BehaviorBuilder.behavior("*").realtimeLog(log).build())
                  .build()));
    }
  }

  private static KafkaCluster cluster(KafkaProcess kafka, KafkaSecurity security) {
    Map<String, String> settings =
        Map.of(
            "perigee.kafka.bootstrap-servers", kafka.bootstrapServers(),
            "perigee.kafka.authorities", security.authorities().toString(),
            "perigee.kafka.certificate", security.certificate().toString(),
            "perigee.kafka.key", security.key().toString());
    return KafkaCluster.of(key -> Optional.ofNullable(settings.get(key)));
  }

  private EdgeProcess edge(
      String name, KafkaProcess kafka, ScriptedOrigin origin, Map<String, String> settings)
      throws Exception {
    Path own = Files.createDirectory(directory.resolve(name));
    return EdgeProcess.start(own, kafka.bootstrapServers(), origin.url(), settings);
  }

  private Path write(String name, String content) throws Exception {
    return Files.writeString(directory.resolve(name), content);
  }

  /** How many records a topic has. */
  private static final class Count implements TopicListener {

    private final AtomicInteger records = new AtomicInteger();

    int get() {
      return records.get();
    }

    @Override
    public void started(String logId, long firstOffset) {
      records.set(0);
    }

    @Override
    public void record(long offset, String key, byte @Nullable [] value) {
      records.incrementAndGet();
    }
  }
}
