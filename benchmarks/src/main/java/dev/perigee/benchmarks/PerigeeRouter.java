package dev.perigee.benchmarks;

import dev.perigee.contracts.ClientPrefix;
import dev.perigee.contracts.ContractJson;
import dev.perigee.contracts.LatencyReport;
import dev.perigee.contracts.Topics;
import dev.perigee.eventlog.AppendFailedException;
import dev.perigee.eventlog.TopicWriter;
import dev.perigee.eventlog.cluster.KafkaCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A router of its own, beside a suite whose broker it follows. The property {@code
 * perigee.bench.router.options} adds options of its JVM, such as those of a flight recording.
 */
final class PerigeeRouter {

  /** The network that questions are asked for. */
  private static final ClientPrefix NETWORK = ClientPrefix.parse("203.0.113.0/24");

  private static final int HEAP_MEGABYTES = 256;
  private static final int ATTEMPTS = 300;
  private static final int PAUSE_MILLIS = 100;

  private PerigeeRouter() {}

  /** Starts it, and waits until it knows the host. */
  static NameServer start(BenchmarkSuite suite, Path directory, String host)
      throws IOException, InterruptedException {
    Files.createDirectories(directory);
    int dns = NginxServer.freePort();
    int http = NginxServer.freePort();
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + HEAP_MEGABYTES + "m",
                "-XX:+UseCompactObjectHeaders",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dperigee.kafka.bootstrap-servers=" + suite.kafka(),
                "-Dperigee.domain=" + suite.endpoints().get("domain").asText(),
                "-Dperigee.router.dns.port=" + dns,
                "-Dquarkus.http.port=" + http,
                "-Dquarkus.management.port=" + NginxServer.freePort()));
    String options = System.getProperty("perigee.bench.router.options", "");
    command.addAll(List.of(options.split(" ")));
    command.removeIf(String::isEmpty);
    Path jar = suite.root().resolve("router-service/target/quarkus-app/quarkus-run.jar");
    command.addAll(List.of("-jar", jar.toString()));
    Path log = directory.resolve("router.log");
    NameServer server = NameServer.start("perigee", dns, log, command);
    Programs.awaitListening("the router", server.process(), http, log);
    awaitKnown("http://127.0.0.1:" + http + "/decision?client=127.0.0.1&host=" + host);
    return server;
  }

  private static void awaitKnown(String decision) throws IOException, InterruptedException {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      String status =
          Programs.output("curl", "-s", "-o", "/dev/null", "-w", "%{http_code}", decision);
      if (status.equals("200")) {
        return;
      }
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
    }
    throw new IOException("the router does not know the host: " + decision);
  }

  /** Has each edge say how far it is from the network for which the questions are asked. */
  static void tellWays(BenchmarkSuite suite) throws AppendFailedException {
    try (TopicWriter writer = new TopicWriter(KafkaCluster.plain(suite.kafka()), Topics.LATENCY)) {
      for (int edge = 1; edge <= suite.edges().size(); edge++) {
        LatencyReport report =
            new LatencyReport(
                LatencyReport.SCHEMA,
                "edge-" + edge,
                LatencyReport.partOf(NETWORK),
                List.of(new LatencyReport.Network(NETWORK, edge * 10_000, 100)));
        writer.append(report.key(), ContractJson.write(report));
      }
    }
  }
}
