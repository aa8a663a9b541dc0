package dev.perigee.origin;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.perigee.contracts.ContractJson;
import dev.perigee.contracts.DistributionSnapshot;
import dev.perigee.contracts.Origin;
import dev.perigee.contracts.Reporting;
import dev.perigee.contracts.Topics;
import dev.perigee.contracts.ViewerRules;
import dev.perigee.eventlog.TopicWriter;
import dev.perigee.eventlog.cluster.KafkaCluster;
import dev.perigee.testkit.KafkaProcess;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The service with a broker, from a published distribution to a fetched object. */
@QuarkusTest
@QuarkusTestResource(Broker.class)
class OriginServiceIT {

  @ConfigProperty(name = "perigee.kafka.bootstrap-servers")
  String bootstrapServers;

  @ConfigProperty(name = "perigee.origin.port")
  int port;

  @ConfigProperty(name = "perigee.origin.state-directory")
  Path stateDirectory;

  /** Set by {@link Broker}. */
  @Nullable KafkaProcess kafka;

  private final HttpClient client = HttpClient.newHttpClient();
  private HttpServer origin;

  @BeforeEach
  void startOrigin() throws IOException {
    origin = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    origin.createContext(
        "/",
        exchange -> {
          byte[] path = exchange.getRequestURI().getRawPath().getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, path.length);
          exchange.getResponseBody().write(path);
          exchange.close();
        });
    origin.start();
  }

  @AfterEach
  void stopOrigin() {
    origin.stop(0);
  }

  @Test
  void itServesWhatIsPublishedAlsoWithoutTheBroker() throws Exception {
    Origins first = Origins.http("127.0.0.1", origin.getAddress().getPort()).path("/v1");
    Origins second = Origins.http("127.0.0.1", origin.getAddress().getPort()).path("/v2");
    try (TopicWriter writer =
        new TopicWriter(KafkaCluster.plain(bootstrapServers), Topics.DISTRIBUTIONS)) {
      writer.append("E1", published(1, first.fingerprint("one").build()));
      await(() -> "/v1/x".equals(fetch("one").body()));
      writer.append("E1", published(2, second.fingerprint("two").build()));
      await(() -> "/v2/x".equals(fetch("two").body()));
    }
    assertThat(fetch("one").body())
        .as("edges may still hold the first revision")
        .isEqualTo("/v1/x");

    Objects.requireNonNull(kafka).kill();

    assertThat(fetch("two").body()).isEqualTo("/v2/x");
    assertThat(fetch("three").headers().firstValue("perigee-failure")).hasValue("OriginUnknown");
    await(() -> saved().contains("\"two\"") && saved().contains("\"one\""));
  }

  private String saved() throws IOException {
    Path file = stateDirectory.resolve("origins.json");
    return Files.exists(file) ? Files.readString(file) : "";
  }

  private HttpResponse<String> fetch(String fingerprint) throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/x"))
            .header("perigee-origin", fingerprint)
            .header("perigee-horizon", "-1")
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private static void await(Callable<Boolean> condition) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!condition.call()) {
      assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }

  private static byte[] published(long revision, Origin origin) {
    return ContractJson.write(
        new DistributionSnapshot(
            DistributionSnapshot.SCHEMA,
            "E1",
            revision,
            "000000000000",
            "e1.perigee.localhost",
            List.of(),
            true,
            "",
            false,
            null,
            ViewerRules.DEFAULT,
            Reporting.NONE,
            null,
            List.of(origin),
            List.of(),
            List.of(),
            List.of()));
  }
}
