package dev.perigee.images;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A service that runs as its container will, and writes its cache when it ends. */
final class Trainee implements AutoCloseable {

  /** As much as a small container has: what it has decides on how references are kept. */
  private static final String MEMORY = "-XX:MaxRAM=1g";

  /** A small container, whose JVM collects one step at a time, and one of middle size. */
  private static final List<List<String>> CONTAINERS =
      List.of(
          List.of("-XX:MaxRAM=256m", "-XX:+UseSerialGC"), List.of("-XX:MaxRAM=4g", "-XX:+UseG1GC"));

  private static final Duration READY_LIMIT = Duration.ofMinutes(3);
  private static final Duration END_LIMIT = Duration.ofMinutes(5);
  private static final long POLL_MILLIS = 100;

  private final Service service;
  private final Path folder;
  private final Path java;
  private final URI ready;
  private final Process process;

  private Trainee(Service service, Path folder, Path java, URI ready, Process process) {
    this.service = service;
    this.folder = folder;
    this.java = java;
    this.ready = ready;
    this.process = process;
  }

  /**
   * @param folder with the files that the image will have
   */
  static Trainee start(Service service, Path folder, Path java, Map<String, String> settings)
      throws IOException {
    List<String> command = new ArrayList<>(service.flags(java.toString()));
    command.add(MEMORY);
    command.addAll(AotCache.write(folder.toString()));
    ProcessBuilder program =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log(folder).toFile());
    program.environment().putAll(settings);
    URI ready =
        URI.create(
            "http://127.0.0.1:" + settings.get("QUARKUS_MANAGEMENT_PORT") + "/q/health/ready");
    return new Trainee(service, folder, java, ready, program.start());
  }

  private static Path log(Path folder) {
    return folder.resolveSibling(folder.getFileName() + ".log");
  }

  void awaitReady() throws InterruptedException {
    long deadline = System.nanoTime() + READY_LIMIT.toNanos();
    while (!isReady()) {
      if (!process.isAlive() || System.nanoTime() - deadline > 0) {
        throw new ImageException(
            "%s did not get ready in training (log: %s)".formatted(service.module(), log(folder)));
      }
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
    }
  }

  private boolean isReady() {
    try {
      HttpURLConnection asked = (HttpURLConnection) ready.toURL().openConnection();
      return asked.getResponseCode() == HttpURLConnection.HTTP_OK;
    } catch (IOException e) {
      return false;
    }
  }

  /** Has the service end; the cache is written then. */
  void end() {
    process.destroy();
  }

  AotCache cache() throws InterruptedException {
    if (!process.waitFor(END_LIMIT)) {
      throw new ImageException("%s wrote no cache in %s".formatted(service.module(), END_LIMIT));
    }
    for (List<String> conditions : CONTAINERS) {
      List<String> check = new ArrayList<>(service.flags(java.toString()));
      check.addAll(AotCache.check(folder.toString(), conditions));
      Program.run(folder, check);
    }
    return new AotCache(folder.resolve(AotCache.NAME));
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
