package dev.perigee.edge;

import dev.perigee.testkit.FreePorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The packaged edge as a process of its own, with little memory. */
final class EdgeProcess implements AutoCloseable {

  static final int HEAP_MEGABYTES = 96;

  private static final Duration MANAGEMENT_LIMIT = Duration.ofSeconds(20);

  private static final Path JAR = Path.of("target", "quarkus-app", "quarkus-run.jar");

  private final Path directory;
  private final Map<String, String> environment = new HashMap<>();
  private final int port;
  private final int securePort;
  private final int managementPort;
  private Process process;

  private EdgeProcess(
      Path directory, String kafka, String originService, Map<String, String> more) {
    this.directory = directory;
    List<Integer> ports = FreePorts.some(3);
    this.port = ports.getFirst();
    this.securePort = ports.get(1);
    this.managementPort = ports.getLast();
    environment.put("PERIGEE_KAFKA_BOOTSTRAP_SERVERS", kafka);
    environment.put("KAFKA_BOOTSTRAP_SERVERS", kafka);
    environment.put("PERIGEE_EDGE_HTTP_PORT", Integer.toString(port));
    environment.put("PERIGEE_EDGE_HTTPS_PORT", Integer.toString(securePort));
    environment.put("PERIGEE_EDGE_STATE_DIRECTORY", directory.resolve("state").toString());
    environment.put("PERIGEE_EDGE_ORIGIN_SERVICES", originService);
    environment.put("PERIGEE_EDGE_GRID_ENABLED", "false");
    environment.put("QUARKUS_MANAGEMENT_PORT", Integer.toString(managementPort));
    environment.putAll(more);
    this.process = launch();
  }

  /**
   * Starts an edge.
   *
   * @param directory for its state and its log
   * @param more settings beyond the neighbours' addresses
   */
  static EdgeProcess start(
      Path directory, String kafka, String originService, Map<String, String> more) {
    return new EdgeProcess(directory, kafka, originService, more);
  }

  private Process launch() {
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + HEAP_MEGABYTES + "m",
                "-XX:MaxDirectMemorySize=64m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-jar",
                JAR.toAbsolutePath().toString())
            .redirectErrorStream(true)
            .redirectOutput(
                ProcessBuilder.Redirect.appendTo(directory.resolve("edge.log").toFile()));
    builder.environment().putAll(environment);
    try {
      Process started = builder.start();
      Runtime.getRuntime().addShutdownHook(new Thread(started::destroyForcibly));
      return started;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String url() {
    return "http://127.0.0.1:" + port;
  }

  /** The port for HTTPS; open only where the settings name certificates. */
  int securePort() {
    return securePort;
  }

  boolean isReady() {
    return health().contains("\"status\": \"UP\"") && process.isAlive();
  }

  /** Whether the edge holds its lease. */
  boolean isInTouch() {
    return health().contains("\"invalidations-in-touch\": true");
  }

  /** Whether the edge says that it lets viewers in once it has this. */
  boolean waitsFor(String what) {
    return health().contains("\"waits-for\": \"" + what + "\"");
  }

  private String health() {
    return management("/q/health/ready");
  }

  /** A metric's value, its name and tags as Prometheus writes them; 0 where it is not there. */
  double metric(String series) {
    return management("/q/metrics")
        .lines()
        .filter(line -> line.startsWith(series + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(series.length() + 1)))
        .findFirst()
        .orElse(0);
  }

  private String management(String path) {
    URI uri = URI.create("http://127.0.0.1:" + managementPort + path);
    HttpRequest request = HttpRequest.newBuilder(uri).timeout(MANAGEMENT_LIMIT).build();
    try (HttpClient client = HttpClient.newBuilder().version(Version.HTTP_1_1).build()) {
      return client.send(request, BodyHandlers.ofString()).body();
    } catch (IOException e) {
      return "";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "";
    }
  }

  /** Bytes of the process that are in memory. */
  long residentBytes() throws IOException {
    return Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
        .findFirst()
        .orElseThrow();
  }

  String log() throws IOException {
    return Files.readString(directory.resolve("edge.log"));
  }

  /** Waits for the edge to end by itself. */
  int exitStatus() throws InterruptedException {
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      throw new AssertionError("the edge did not end within 60 s");
    }
    return process.exitValue();
  }

  /** Asks the edge to stop. */
  void beginStop() {
    process.destroy();
  }

  /** Stops the edge in its own time and starts it again, with its state and its ports. */
  void restart() {
    close();
    process = launch();
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(15, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
