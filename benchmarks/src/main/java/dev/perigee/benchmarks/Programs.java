package dev.perigee.benchmarks;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs other programs and waits for them. */
final class Programs {

  private static final int START_ATTEMPTS = 100;
  private static final int START_PAUSE_MILLIS = 50;

  private Programs() {}

  /**
   * What a program prints.
   *
   * @throws IOException where it cannot be started or does not end with 0
   */
  static String output(String... command) throws IOException, InterruptedException {
    return output(List.of(command), Map.of());
  }

  static String output(List<String> command, Map<String, String> environment)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().putAll(environment);
    Process process = builder.start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int code = process.waitFor();
    if (code != 0) {
      throw new IOException(String.join(" ", command) + " ended with " + code + ": " + output);
    }
    return output;
  }

  /**
   * Starts a server, and waits until it takes connections.
   *
   * @param log gets what it prints
   * @throws IOException where it ends before, or takes too long
   */
  static Process serve(String name, List<String> command, int port, Path log)
      throws IOException, InterruptedException {
    Process server =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    awaitListening(name, server, port, log);
    return server;
  }

  /**
   * Waits until a server that was started takes connections.
   *
   * @throws IOException where it ends before, or takes too long
   */
  static void awaitListening(String name, Process server, int port, Path log)
      throws IOException, InterruptedException {
    for (int attempt = 0; attempt < START_ATTEMPTS && server.isAlive(); attempt++) {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        return;
      } catch (ConnectException e) {
        TimeUnit.MILLISECONDS.sleep(START_PAUSE_MILLIS);
      }
    }
    server.destroy();
    throw new IOException(name + " did not start: see " + log);
  }
}
