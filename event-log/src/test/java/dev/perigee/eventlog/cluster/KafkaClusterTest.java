package dev.perigee.eventlog.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.perigee.local.certificate.LocalAuthority;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the settings of Kafka come to, and which of them are refused. */
class KafkaClusterTest {

  private static final Instant NOW = Instant.now();

  @TempDir Path directory;

  private final Map<String, String> settings = new HashMap<>();
  private final LocalAuthority authority = LocalAuthority.create(NOW);

  KafkaClusterTest() throws GeneralSecurityException {}

  @BeforeEach
  void files() throws Exception {
    LocalAuthority.Signed signed = authority.sign(NOW, "edge-service");
    set("bootstrap-servers", "broker:9092");
    write("authorities", authority.pem());
    write("certificate", signed.chain());
    write("key", signed.key());
  }

  @Test
  void nothingSaidIsLoopbackWithoutTls() {
    settings.clear();
    assertThat(cluster()).isEqualTo(KafkaCluster.plain("127.0.0.1:9092"));
    assertThat(cluster().client(Map.of("acks", "all")))
        .isEqualTo(Map.of("bootstrap.servers", "127.0.0.1:9092", "acks", "all"));
  }

  @Test
  void threeFilesAreAnIdentity() {
    assertThat(cluster().client(Map.of()))
        .containsEntry("bootstrap.servers", "broker:9092")
        .containsEntry("security.protocol", "SSL");
  }

  /** Strimzi makes RSA keys. */
  @Test
  void keysMayBeOfRsa() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2_048);
    LocalAuthority.Signed signed = authority.sign(NOW, generator.generateKeyPair(), "edge-service");
    write("certificate", signed.chain());
    write("key", signed.key());
    assertThat(cluster().identity()).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"authorities", "certificate", "key"})
  void twoOfThemAreRefused(String missing) {
    settings.remove("perigee.kafka." + missing);
    assertThat(refusal())
        .startsWith("perigee.kafka.%s: nothing (expected: a file".formatted(missing));
  }

  @ParameterizedTest
  @ValueSource(strings = {"authorities", "certificate", "key"})
  void aFileThatCannotBeReadIsRefused(String unreadable) {
    set(unreadable, "/nowhere/of.pem");
    assertThat(refusal())
        .isEqualTo(
            "perigee.kafka.%s: /nowhere/of.pem (expected: a file that can be read)"
                .formatted(unreadable));
  }

  @ParameterizedTest
  @ValueSource(strings = {"authorities", "certificate", "key"})
  void aFileThatHoldsSomethingElseIsRefusedAndNotQuoted(String other) throws Exception {
    write(other, "a-secret");
    assertThat(refusal()).startsWith("perigee.kafka." + other + ": ").doesNotContain("a-secret");
  }

  @Test
  void theKeyOfAnotherCertificateIsRefused() throws Exception {
    write("key", authority.sign(NOW, "edge-service").key());
    assertThat(refusal())
        .startsWith("perigee.kafka.key: ")
        .endsWith("(expected: the key of the certificate)");
  }

  @Test
  void changedFilesAreReadAgainAndUselessOnesAreNot() throws Exception {
    KafkaIdentity identity = Objects.requireNonNull(cluster().identity());
    var first = identity.context();
    assertThat(identity.context()).isSameAs(first);

    write("key", "half of a k");
    assertThat(identity.context()).isSameAs(first);

    LocalAuthority.Signed renewed = authority.sign(NOW, "edge-service");
    write("certificate", renewed.chain());
    write("key", renewed.key());
    var second = identity.context();
    assertThat(second).isNotSameAs(first);
    assertThat(identity.context()).isSameAs(second);
  }

  private KafkaCluster cluster() {
    return KafkaCluster.of(key -> Optional.ofNullable(settings.get(key)));
  }

  private String refusal() {
    return String.valueOf(
        assertThatExceptionOfType(IllegalArgumentException.class)
            .isThrownBy(this::cluster)
            .actual()
            .getMessage());
  }

  private void set(String setting, String value) {
    settings.put("perigee.kafka." + setting, value);
  }

  /** Writes a file anew, as it is done where others read it: another takes its place. */
  private void write(String setting, String content) throws IOException {
    Path file = directory.resolve(setting + ".pem");
    Files.deleteIfExists(file);
    Files.writeString(file, content);
    set(setting, file.toString());
  }
}
