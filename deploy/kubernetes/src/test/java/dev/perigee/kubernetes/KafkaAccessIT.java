package dev.perigee.kubernetes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.perigee.contracts.ContractJson;
import dev.perigee.contracts.EdgeStatus;
import dev.perigee.contracts.Topics;
import dev.perigee.eventlog.AppendFailedException;
import dev.perigee.eventlog.TopicTail;
import dev.perigee.eventlog.TopicWriter;
import dev.perigee.eventlog.cluster.KafkaCluster;
import dev.perigee.eventlog.membership.Acknowledgements;
import dev.perigee.eventlog.outbox.OutboxRelay;
import dev.perigee.eventlog.outbox.Position;
import dev.perigee.local.certificate.LocalAuthority;
import dev.perigee.local.kafka.KafkaSecurity;
import dev.perigee.testkit.KafkaProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real broker with the rules of the manifests: each service does under its own name all that it
 * has to, and nothing else.
 */
class KafkaAccessIT {

  private static final String BROKER = "127.0.0.1";
  private static final String STREAM = "perigee.realtime.sample";
  private static final List<String> TOPICS =
      List.of(
          Topics.DISTRIBUTIONS,
          Topics.INVALIDATIONS,
          Topics.EDGES,
          Topics.LATENCY,
          STREAM,
          "another");
  private static final int SECONDS = 30;
  private static final byte[] VALUE = "value".getBytes(UTF_8);

  @TempDir Path directory;

  private final List<AutoCloseable> parts = new ArrayList<>();
  private KafkaProcess kafka;

  @BeforeEach
  void start() throws Exception {
    LocalAuthority authority = LocalAuthority.create(Instant.now());
    Path trusted = Files.writeString(directory.resolve("ca.crt"), authority.pem());
    sign(authority, BROKER);
    kafka = KafkaProcess.start(new KafkaSecurity(trusted, certificate(BROKER), key(BROKER)));
    parts.add(kafka);
    try (Admin admin = Admin.create(as(BROKER).client(Map.of()))) {
      for (KafkaUser user : users()) {
        sign(authority, user.name());
        admin.createAcls(user.rules()).all().get();
      }
    }
  }

  @AfterEach
  void stop() throws Exception {
    for (AutoCloseable part : parts.reversed()) {
      part.close();
    }
  }

  /** Nobody has made the topics: who reads one waits for who writes it. */
  @Test
  void eachServiceDoesItsWork() throws Exception {
    Publisher snapshots = Publisher.of("distribution");
    Publisher batches = Publisher.of("invalidation");
    CountDownLatch deployed = new CountDownLatch(1);
    CountDownLatch completed = new CountDownLatch(1);
    Acknowledgements deployment = acknowledgements("config-service", deployed);
    Acknowledgements completion = acknowledgements("invalidation-service", completed);
    List<Listener> followers =
        List.of(
            follower("edge-service", Topics.DISTRIBUTIONS),
            follower("edge-service", Topics.INVALIDATIONS),
            follower("origin-service", Topics.DISTRIBUTIONS),
            follower("router-service", Topics.DISTRIBUTIONS),
            follower("router-service", Topics.EDGES),
            follower("router-service", Topics.LATENCY));
    deployment.start();
    completion.start();

    relay("config-service", Topics.DISTRIBUTIONS, snapshots).start();
    relay("invalidation-service", Topics.INVALIDATIONS, batches).start();
    append("edge-service", Topics.EDGES, ContractJson.write(status()));
    append("edge-service", Topics.LATENCY, VALUE);
    append("edge-service", STREAM, VALUE);

    assertThat(snapshots.awaitPublished(SECONDS)).isTrue();
    assertThat(batches.awaitPublished(SECONDS)).isTrue();
    for (Listener follower : followers) {
      assertThat(follower.awaitRecord(SECONDS)).as("%s", follower).isTrue();
    }
    assertThat(deployed.await(SECONDS, TimeUnit.SECONDS)).isTrue();
    assertThat(completed.await(SECONDS, TimeUnit.SECONDS)).isTrue();
  }

  /** Edges let viewers in once they have read all, be it nothing. */
  @Test
  void logsAreThereBeforeAnythingIsPublished() throws Exception {
    Listener snapshots = follower("edge-service", Topics.DISTRIBUTIONS);
    Listener batches = follower("edge-service", Topics.INVALIDATIONS);
    relay("config-service", Topics.DISTRIBUTIONS, Publisher.ofNothing()).start();
    relay("invalidation-service", Topics.INVALIDATIONS, Publisher.ofNothing()).start();
    assertThat(snapshots.awaitTopic(SECONDS)).isTrue();
    assertThat(batches.awaitTopic(SECONDS)).isTrue();
  }

  @Test
  void nobodyMayMore() throws Exception {
    for (String topic : TOPICS) {
      append(BROKER, topic, VALUE);
    }
    assertThat(allowed("config-service"))
        .containsExactlyInAnyOrder(
            "read perigee.distributions", "write perigee.distributions", "read perigee.edges");
    assertThat(allowed("invalidation-service"))
        .containsExactlyInAnyOrder(
            "read perigee.invalidations", "write perigee.invalidations", "read perigee.edges");
    assertThat(allowed("edge-service"))
        .containsExactlyInAnyOrder(
            "read perigee.distributions",
            "read perigee.invalidations",
            "write perigee.edges",
            "write perigee.latency",
            "write perigee.realtime.sample");
    assertThat(allowed("origin-service")).containsExactly("read perigee.distributions");
    assertThat(allowed("router-service"))
        .containsExactlyInAnyOrder(
            "read perigee.distributions", "read perigee.edges", "read perigee.latency");
  }

  /** Rules may come after the service that they are for, and one by one. */
  @Test
  void whoIsLetInLaterNeedsNoRestart() throws Exception {
    append(BROKER, "another", VALUE);
    try (TopicWriter writer = new TopicWriter(as("origin-service"), "another")) {
      assertThat(takes(writer)).isFalse();
      allow("origin-service", "another", AclOperation.READ);
      assertThat(takes(writer)).isFalse();
      allow("origin-service", "another", AclOperation.WRITE);
      long deadline = System.nanoTime() + Duration.ofSeconds(SECONDS).toNanos();
      while (!takes(writer)) {
        assertThat(System.nanoTime() - deadline).isNegative();
      }
    }
  }

  private static boolean takes(TopicWriter writer) {
    try {
      writer.append("key", VALUE);
      return true;
    } catch (AppendFailedException e) {
      return false;
    }
  }

  private void allow(String who, String topic, AclOperation operation) throws Exception {
    try (Admin admin = Admin.create(as(BROKER).client(Map.of()))) {
      admin.createAcls(List.of(KafkaUser.rule(who, topic, operation))).all().get();
    }
  }

  private Set<String> allowed(String service) {
    Set<String> allowed = new TreeSet<>();
    for (String topic : TOPICS) {
      if (reads(service, topic)) {
        allowed.add("read " + topic);
      }
      if (writes(service, topic)) {
        allowed.add("write " + topic);
      }
    }
    return allowed;
  }

  /** Whether someone gets a topic's records; a failure of another kind than a refusal is thrown. */
  private boolean reads(String who, String topic) {
    TopicPartition partition = new TopicPartition(topic, 0);
    try (var consumer =
        new KafkaConsumer<>(
            as(who).client(Map.of("enable.auto.commit", false)),
            new StringDeserializer(),
            new ByteArrayDeserializer())) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      assertThat(consumer.poll(Duration.ofSeconds(SECONDS))).isNotEmpty();
      return true;
    } catch (AuthorizationException e) {
      return false;
    }
  }

  private boolean writes(String who, String topic) {
    try {
      append(who, topic, VALUE);
      return true;
    } catch (AppendFailedException e) {
      assertThat(e).hasRootCauseInstanceOf(AuthorizationException.class);
      return false;
    }
  }

  private void append(String who, String topic, byte[] value) throws AppendFailedException {
    try (TopicWriter writer = new TopicWriter(as(who), topic)) {
      writer.append("key", value);
    }
  }

  private OutboxRelay relay(String who, String topic, Publisher outbox) {
    OutboxRelay relay = new OutboxRelay(as(who), topic, outbox);
    parts.add(relay);
    return relay;
  }

  private Acknowledgements acknowledgements(String who, CountDownLatch applied) {
    Acknowledgements made =
        new Acknowledgements(
            who,
            as(who),
            status -> new Position(status.distributionsLog(), status.distributionsOffset()),
            _ -> applied.countDown());
    parts.add(made);
    return made;
  }

  private Listener follower(String who, String topic) {
    Listener listener = new Listener(who + " follows " + topic);
    parts.add(TopicTail.follow(as(who), topic, listener));
    return listener;
  }

  private KafkaCluster as(String who) {
    Map<String, String> settings =
        Map.of(
            "perigee.kafka.bootstrap-servers", kafka.bootstrapServers(),
            "perigee.kafka.authorities", directory.resolve("ca.crt").toString(),
            "perigee.kafka.certificate", certificate(who).toString(),
            "perigee.kafka.key", key(who).toString());
    return KafkaCluster.of(setting -> Optional.ofNullable(settings.get(setting)));
  }

  private void sign(LocalAuthority authority, String who) throws Exception {
    LocalAuthority.Signed signed = authority.sign(Instant.now(), who);
    Files.writeString(certificate(who), signed.chain());
    Files.writeString(key(who), signed.key());
  }

  private Path certificate(String who) {
    return directory.resolve(who + ".crt");
  }

  private Path key(String who) {
    return directory.resolve(who + ".key");
  }

  private static List<KafkaUser> users() throws Exception {
    try (Stream<Overlay> overlays = Overlay.all()) {
      return KafkaUser.of(
          overlays
              .filter(overlay -> overlay.name().equals("production"))
              .findFirst()
              .orElseThrow());
    }
  }

  private static EdgeStatus status() {
    return new EdgeStatus(
        EdgeStatus.SCHEMA,
        "edge",
        "one",
        "http://edge",
        "log",
        0,
        "log",
        0,
        Duration.ofSeconds(10),
        true,
        0,
        null,
        List.of(),
        Instant.now());
  }
}
