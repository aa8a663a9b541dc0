package dev.perigee.testkit;

import dev.perigee.local.kafka.KafkaCommand;
import dev.perigee.local.kafka.KafkaSecurity;
import dev.perigee.local.launch.Installation;
import dev.perigee.local.process.ParentWatch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A Kafka broker of its own for a test. It keeps its port and its data over {@link #restart}. */
public final class KafkaProcess implements AutoCloseable {

  private static final Duration READY_LIMIT = Duration.ofSeconds(60);

  private final TestDirectory directory;
  private final int port;
  private final TestProcess process;

  private KafkaProcess(TestDirectory directory, int port, TestProcess process) {
    this.directory = directory;
    this.port = port;
    this.process = process;
  }

  /** Starts a broker and waits until it takes connections. */
  public static KafkaProcess start() {
    return start(Map.of());
  }

  /** Starts a broker that lets in whom it knows, by TLS. */
  public static KafkaProcess start(KafkaSecurity security) {
    return start(security.environment());
  }

  private static KafkaProcess start(Map<String, String> environment) {
    TestDirectory directory = TestDirectory.create("kafka");
    List<Integer> ports = FreePorts.some(2);
    KafkaCommand kafka =
        new KafkaCommand(directory.resolve("data"), ports.getFirst(), ports.getLast());
    List<String> command = new ArrayList<>(kafka.in(Installation.find()));
    command.add(ParentWatch.ARGUMENT);
    KafkaProcess started =
        new KafkaProcess(
            directory,
            kafka.port(),
            TestProcess.start("Kafka", command, environment, directory.resolve("kafka.log")));
    started.awaitReady();
    return started;
  }

  /** The {@code bootstrap.servers} of its clients. */
  public String bootstrapServers() {
    return "127.0.0.1:" + port;
  }

  /** Ends the broker by SIGKILL. */
  public void kill() {
    process.kill();
  }

  /** Starts the broker again after {@link #kill}, with its data. */
  public void restart() {
    process.restart();
    awaitReady();
  }

  private void awaitReady() {
    process.awaitReady(() -> Listening.on(port), READY_LIMIT);
  }

  @Override
  public void close() {
    process.close();
    directory.close();
  }
}
