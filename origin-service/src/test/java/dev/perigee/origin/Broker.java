package dev.perigee.origin;

import dev.perigee.testkit.FreePorts;
import dev.perigee.testkit.KafkaProcess;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A broker for the service under test, handed to the test, and what the service needs beside it.
 */
public final class Broker implements QuarkusTestResourceLifecycleManager {

  private @Nullable KafkaProcess kafka;

  @Override
  public Map<String, String> start() {
    KafkaProcess started = KafkaProcess.start();
    kafka = started;
    return Map.of(
        "perigee.kafka.bootstrap-servers",
        started.bootstrapServers(),
        "perigee.origin.port",
        Integer.toString(FreePorts.one()),
        "perigee.origin.allowed-networks",
        "127.0.0.0/8",
        "perigee.origin.state-directory",
        stateDirectory(),
        "quarkus.management.test-port",
        "0");
  }

  private static String stateDirectory() {
    try {
      return Files.createTempDirectory("origin-service").toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void inject(TestInjector injector) {
    injector.injectIntoFields(kafka, new TestInjector.MatchesType(KafkaProcess.class));
  }

  @Override
  public void stop() {
    if (kafka != null) {
      kafka.close();
    }
  }
}
