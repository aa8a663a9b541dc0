package dev.perigee.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The edge of a whole suite of its own, with a distribution made through the API. */
final class PerigeeEdge implements Contender {

  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * It has one core like the others, where by itself it would count what the machine has, and takes
   * any number of connections from one address, as they do.
   */
  static final Map<String, String> ONE_CORE =
      Map.of(
          "QUARKUS_VERTX_EVENT_LOOPS_POOL_SIZE",
          "1",
          "PERIGEE_EDGE_VIEWERS_MAX_CONNECTIONS_PER_ADDRESS",
          "65536");

  private final BenchmarkSuite suite;
  private final int port;
  private final int securePort;
  private final String host;
  private final long pid;

  private PerigeeEdge(BenchmarkSuite suite, String host) throws IOException {
    this.suite = suite;
    this.port = suite.edges().getFirst().getPort();
    this.securePort = suite.secureEdges().getFirst().getPort();
    this.host = host;
    this.pid = ServerProcess.listeningOn(port).pid();
  }

  static PerigeeEdge start(Path root, Path state, int originPort)
      throws IOException, InterruptedException {
    BenchmarkSuite suite = BenchmarkSuite.start(root, state, 1, ONE_CORE);
    return of(suite, distribution(suite.endpoints(), originPort));
  }

  /** The first edge of a suite, which is closed with it. */
  static PerigeeEdge of(BenchmarkSuite suite, String host) throws IOException {
    return new PerigeeEdge(suite, host);
  }

  private static String distribution(JsonNode endpoints, int originPort)
      throws IOException, InterruptedException {
    Path configuration = Files.createTempFile("perigee-bench", ".json");
    Files.writeString(
        configuration,
        """
        {"CallerReference": "bench", "Comment": "", "Enabled": true,
         "Origins": {"Quantity": 1, "Items": [{"Id": "o", "DomainName": "localhost",
           "CustomOriginConfig": {"HTTPPort": %d, "HTTPSPort": 443,
             "OriginProtocolPolicy": "http-only"}}]},
         "DefaultCacheBehavior": {"TargetOriginId": "o", "ViewerProtocolPolicy": "allow-all",
           "CachePolicyId": "658327ea-f89d-4fab-a63d-7e88639e58f6"}}
        """
            .formatted(originPort));
    JsonNode created =
        aws(endpoints, "create-distribution", "--distribution-config", "file://" + configuration);
    Files.delete(configuration);
    JsonNode distribution = created.get("Distribution");
    aws(endpoints, "wait", "distribution-deployed", "--id", distribution.get("Id").asText());
    return distribution.get("DomainName").asText();
  }

  private static JsonNode aws(JsonNode endpoints, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("aws", "--output", "json", "--endpoint-url"));
    command.add(endpoints.get("api").asText());
    command.add("cloudfront");
    command.addAll(List.of(arguments));
    return JSON.readTree(
        Programs.output(
            command,
            Map.of(
                "AWS_ACCESS_KEY_ID", endpoints.get("accessKeyId").asText(),
                "AWS_SECRET_ACCESS_KEY", endpoints.get("secretAccessKey").asText(),
                "AWS_DEFAULT_REGION", "us-east-1")));
  }

  @Override
  public int port() {
    return port;
  }

  @Override
  public int securePort() {
    return securePort;
  }

  @Override
  public String host() {
    return host;
  }

  @Override
  public List<Long> pids() {
    return List.of(pid);
  }

  @Override
  public boolean compiles() {
    return true;
  }

  @Override
  public void close() {
    suite.close();
  }
}
