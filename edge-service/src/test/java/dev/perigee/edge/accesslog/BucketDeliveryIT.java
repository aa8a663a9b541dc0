package dev.perigee.edge.accesslog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.perigee.edge.settings.AccessLogSettings;
import dev.perigee.edge.settings.Settings;
import dev.perigee.testkit.S3Process;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Deliveries to a server that checks signatures. */
class BucketDeliveryIT {

  private static final String BUCKET = "logs.s3.us-east-1.amazonaws.com";

  @SuppressWarnings("NullAway.Init")
  private static S3Process s3;

  @TempDir private Path directory;

  @BeforeAll
  static void start() {
    s3 = S3Process.start();
    s3.makeBucket("logs");
  }

  @AfterAll
  static void stop() {
    s3.close();
  }

  @Test
  void aFileIsPutUnderItsKey() throws Exception {
    Path file = Files.writeString(directory.resolve("a.gz"), "some lines");
    delivery(s3.secretAccessKey()).put(BUCKET, "site a/é+E1.2026-11-22-04.0a.gz", file);
    assertThat(s3.object("logs", "site a/é+E1.2026-11-22-04.0a.gz"))
        .asString()
        .isEqualTo("some lines");
  }

  @Test
  void aWrongSecretIsRefused() throws Exception {
    Path file = Files.writeString(directory.resolve("a.gz"), "some lines");
    assertThatThrownBy(() -> delivery("wrong").put(BUCKET, "refused.gz", file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("/logs/refused.gz: 403");
  }

  @Test
  void aBucketThatIsNotThereIsNamed() throws Exception {
    Path file = Files.writeString(directory.resolve("a.gz"), "some lines");
    assertThatThrownBy(
            () -> delivery(s3.secretAccessKey()).put("none.s3.amazonaws.com", "a.gz", file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("/none/a.gz: 404");
  }

  private static Delivery delivery(String secret) {
    String prefix = "perigee.edge.access-log.delivery.";
    AccessLogSettings settings =
        Settings.with(
            AccessLogSettings.class,
            Map.of(
                prefix + "endpoint",
                s3.url(),
                prefix + "access-key-id",
                s3.accessKeyId(),
                prefix + "secret-access-key",
                secret));
    return BucketDelivery.of(settings.delivery()).orElseThrow();
  }
}
