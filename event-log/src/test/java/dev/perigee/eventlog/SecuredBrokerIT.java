package dev.perigee.eventlog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.perigee.eventlog.cluster.KafkaCluster;
import dev.perigee.local.certificate.LocalAuthority;
import dev.perigee.local.kafka.KafkaSecurity;
import dev.perigee.testkit.KafkaProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tails and writers and their broker, who want to know of each other who they are. */
class SecuredBrokerIT {

  private static final String TOPIC = "secured";

  @TempDir Path directory;

  @BeforeEach
  void files() throws Exception {
    LocalAuthority authority = LocalAuthority.create(Instant.now());
    write("authority.crt", authority.pem());
    sign("broker", authority);
  }

  @Test
  void allCertificatesAreRenewedWhileClientsRun() throws Exception {
    Events events = new Events();
    try (KafkaProcess kafka = KafkaProcess.start(security());
        TopicWriter writer = new TopicWriter(cluster(kafka, "authority", "broker"), TOPIC);
        TopicTail tail = TopicTail.follow(cluster(kafka, "authority", "broker"), TOPIC, events)) {
      events.awaitCaughtUpAfter(append(writer, "before") + " a=before");

      kafka.kill();
      files();
      kafka.restart();

      Await.until("the broker takes records", () -> takes(writer), events::all);
      events.awaitCaughtUpAfter(append(writer, "after") + " a=after");
      assertThat(tail.nanosSinceInTouch()).isPresent();
    }
  }

  @Test
  void whoShowsNothingOrIsNotTrustedOrTrustsOthersGetsNothing() throws Exception {
    LocalAuthority other = LocalAuthority.create(Instant.now());
    write("other.crt", other.pem());
    sign("stranger", other);
    Events events = new Events();
    try (KafkaProcess kafka = KafkaProcess.start(security());
        TopicWriter writer = new TopicWriter(cluster(kafka, "authority", "broker"), TOPIC)) {
      append(writer, "one");
      for (KafkaCluster outside :
          List.of(
              KafkaCluster.plain(kafka.bootstrapServers()),
              cluster(kafka, "authority", "stranger"),
              cluster(kafka, "other", "broker"))) {
        try (TopicWriter stranger = new TopicWriter(outside, TOPIC);
            TopicTail tail = TopicTail.follow(outside, TOPIC, events)) {
          assertThatExceptionOfType(AppendFailedException.class)
              .isThrownBy(() -> append(stranger, "two"));
          assertThat(tail.nanosSinceInTouch()).isEmpty();
        }
      }
      assertThat(events.all()).isEmpty();
    }
  }

  private KafkaSecurity security() {
    return new KafkaSecurity(file("authority.crt"), file("broker.crt"), file("broker.key"));
  }

  /** A broker's own certificate may do everything, which is as well where the way is tried. */
  private KafkaCluster cluster(KafkaProcess kafka, String authority, String identity) {
    Map<String, String> settings =
        Map.of(
            "perigee.kafka.bootstrap-servers", kafka.bootstrapServers(),
            "perigee.kafka.authorities", file(authority + ".crt").toString(),
            "perigee.kafka.certificate", file(identity + ".crt").toString(),
            "perigee.kafka.key", file(identity + ".key").toString());
    return KafkaCluster.of(key -> Optional.ofNullable(settings.get(key)));
  }

  private void sign(String name, LocalAuthority authority) throws Exception {
    LocalAuthority.Signed signed = authority.sign(Instant.now(), "127.0.0.1");
    write(name + ".crt", signed.chain());
    write(name + ".key", signed.key());
  }

  private void write(String name, String content) throws IOException {
    Files.deleteIfExists(file(name));
    Files.writeString(file(name), content);
  }

  private Path file(String name) {
    return directory.resolve(name);
  }

  private static long append(TopicWriter writer, String value) throws AppendFailedException {
    return writer.append("a", value.getBytes(UTF_8));
  }

  private static boolean takes(TopicWriter writer) {
    try {
      return append(writer, "meanwhile") > 0;
    } catch (AppendFailedException e) {
      return false;
    }
  }
}
