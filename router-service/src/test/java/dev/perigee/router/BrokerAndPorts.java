package dev.perigee.router;

import dev.perigee.testkit.FreePorts;
import dev.perigee.testkit.KafkaProcess;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A broker, and ports that nobody else has. */
public final class BrokerAndPorts implements QuarkusTestResourceLifecycleManager {

  private @Nullable KafkaProcess kafka;

  @Override
  public Map<String, String> start() {
    KafkaProcess started = KafkaProcess.start();
    kafka = started;
    return Map.of(
        "perigee.kafka.bootstrap-servers",
        started.bootstrapServers(),
        "perigee.router.exploration",
        "0",
        "perigee.router.edge-silence",
        "1h",
        "perigee.router.dns.port",
        Integer.toString(FreePorts.one()),
        "quarkus.http.test-port",
        "0",
        "quarkus.management.test-port",
        "0");
  }

  @Override
  public void stop() {
    if (kafka != null) {
      kafka.close();
    }
  }
}
