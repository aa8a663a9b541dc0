package dev.perigee.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.perigee.local.launch.Installation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * The packaged suite, as a person runs it by {@code ./perigee}, with a state directory and ports of
 * its own. All modules must have been packaged.
 */
public final class PerigeeSuite implements AutoCloseable {

  private static final Duration LIMIT = Duration.ofMinutes(4);
  private static final String STAGE_PROPERTY = "perigee.suite.stage";
  private static final int FIRST_OFFSET = 1_000;
  private static final int LAST_OFFSET = 20_000;
  private static final int[] TYPICAL_PORTS = {
    5433, 7800, 7801, 7802, 7900, 8053, 8080, 8443, 9000, 9010, 9020, 9030, 9092, 9093, 9100, 11222,
    11223
  };

  private final Path root = Installation.find().root();
  private final TestDirectory directory = TestDirectory.create("suite");
  private final Map<String, String> environment = new HashMap<>();
  private final int edges;
  private final Thread endAtExit = new Thread(this::end, "suite-end");

  private PerigeeSuite(int edges, int portOffset, Map<String, String> settings) {
    this.edges = edges;
    environment.putAll(settings);
    environment.put("PERIGEE_STATE_DIR", directory.path().toString());
    environment.put("PERIGEE_PORT_OFFSET", Integer.toString(portOffset));
    // All is packaged when tests of the whole suite run; a build beside theirs would disturb both.
    environment.put("PERIGEE_BUILT", "yes");
    environment.put("JAVA_HOME", System.getProperty("java.home"));
  }

  /**
   * Starts the suite and waits until it is ready. Where it does not come up, its state directory
   * stays, with the logs that the failure names.
   *
   * @param settings {@code PERIGEE_*} variables
   */
  public static PerigeeSuite start(int edges, Map<String, String> settings) {
    PerigeeSuite suite = new PerigeeSuite(edges, freeOffset(), settings);
    suite.up();
    Runtime.getRuntime().addShutdownHook(suite.endAtExit);
    try {
      suite.stage("up");
    } catch (RuntimeException e) {
      suite.end();
      throw e;
    }
    return suite;
  }

  /** Starts the suite again after {@link #down}, with what it kept. */
  public void up() {
    perigee("up", "--edges", Integer.toString(edges), "--detach");
  }

  /** Stops the suite; its state stays. */
  public void down() {
    perigee("down");
  }

  /** Stops one part, until it is started. */
  public void stop(String part) {
    perigee("stop", part);
  }

  /** Ends one part by SIGKILL, and leaves it down until it is started. */
  public void kill(String part) {
    perigee("stop", part, "--kill");
  }

  /** Starts a part and waits until it is ready. */
  public void start(String part) {
    perigee("start", part);
  }

  public void restart(String part) {
    perigee("restart", part);
  }

  /** The CloudFront API's URL. */
  public String api() {
    return endpoints().path("api").asText();
  }

  /** The HTTP URL of an edge, counted from 0. */
  public String edge(int index) {
    return endpoints().path("edges").path(index).path("http").asText();
  }

  /** The HTTPS URL of an edge, counted from 0. */
  public String secureEdge(int index) {
    return endpoints().path("edges").path(index).path("https").asText();
  }

  /** The certificate of the authority that signed the edges'. */
  public Path authority() {
    return directory.resolve("ca.pem");
  }

  /** The directory of the edges' certificates. */
  public Path certificates() {
    return directory.resolve("certificates");
  }

  /** The URL of an edge's management port, counted from 0. */
  public String edgeManagement(int index) {
    return endpoints().path("edges").path(index).path("management").asText();
  }

  /** The router's HTTP URL. */
  public String router() {
    return endpoints().path("router").path("http").asText();
  }

  /** The AWS command line, pointed at this suite. */
  public AwsCli aws() {
    JsonNode endpoints = endpoints();
    return new AwsCli(
        endpoints.path("api").asText(),
        endpoints.path("accessKeyId").asText(),
        endpoints.path("secretAccessKey").asText());
  }

  /** {@code endpoints.json}; null nodes where the suite is down. */
  public JsonNode endpoints() {
    try {
      return JsonMapper.builder()
          .build()
          .readTree(Files.readString(directory.resolve("endpoints.json")));
    } catch (IOException e) {
      throw new UncheckedIOException("the suite is not up", e);
    }
  }

  /** The memory, the processes and the states of all parts, as people see them. */
  public String status() {
    return perigee("status");
  }

  /**
   * Runs the program that the system property {@value #STAGE_PROPERTY} names, with {@code up} or
   * {@code down} and the state directory: it may put other processes in the place of parts.
   */
  private void stage(String action) {
    String program = System.getProperty(STAGE_PROPERTY);
    if (program != null) {
      System.out.println(
          run(List.of(root.resolve(program).toString(), action, directory.path().toString())));
    }
  }

  /** The last lines of every part's log. */
  public String logs() {
    return perigee("logs");
  }

  /** Runs {@code ./perigee ARGUMENTS} and returns what it printed. */
  public String perigee(String... arguments) {
    List<String> command = new ArrayList<>(List.of(root.resolve("perigee").toString()));
    command.addAll(List.of(arguments));
    return run(command);
  }

  private String run(List<String> command) {
    Path output = directory.resolve("perigee.out");
    try {
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(root.toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile());
      builder.environment().putAll(environment);
      Process process = builder.start();
      process.getOutputStream().close();
      if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        process.destroy();
        throw new IllegalStateException(command + " took more than " + LIMIT);
      }
      String printed = Files.readString(output);
      if (process.exitValue() != 0) {
        throw new IllegalStateException(
            command + " ended with " + process.exitValue() + ": " + printed);
      }
      return printed;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while running " + command, e);
    }
  }

  private static int freeOffset() {
    for (int attempt = 0; attempt < 100; attempt++) {
      int offset = ThreadLocalRandom.current().nextInt(FIRST_OFFSET, LAST_OFFSET);
      boolean free = true;
      for (int port : TYPICAL_PORTS) {
        free &= FreePorts.isFree(port + offset);
      }
      if (free) {
        return offset;
      }
    }
    throw new IllegalStateException("no port offset is free");
  }

  private void end() {
    try {
      stage("down");
    } finally {
      down();
    }
  }

  @Override
  public void close() {
    Runtime.getRuntime().removeShutdownHook(endAtExit);
    end();
    directory.close();
  }
}
