package dev.perigee.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * Python's botocore, on which boto3 stands, as a process that is asked to call CloudFront. One
 * caller at a time.
 */
public final class Botocore implements AutoCloseable {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final List<String> PYTHONS = List.of("python3", "/usr/bin/python3");

  private final Process process;
  private final BufferedWriter calls;
  private final BufferedReader results;

  private Botocore(Process process) {
    this.process = process;
    this.calls = process.outputWriter(StandardCharsets.UTF_8);
    this.results = process.inputReader(StandardCharsets.UTF_8);
  }

  /** Starts it against the endpoint and with the key of a command line. */
  public static Botocore start(AwsCli aws) {
    try {
      ProcessBuilder builder =
          new ProcessBuilder(python(), "-c", script(), aws.endpoint())
              .redirectError(ProcessBuilder.Redirect.INHERIT);
      builder
          .environment()
          .putAll(
              Map.of(
                  "AWS_ACCESS_KEY_ID", aws.accessKeyId(),
                  "AWS_SECRET_ACCESS_KEY", aws.secretAccessKey(),
                  "AWS_DEFAULT_REGION", "eu-central-1",
                  "AWS_CONFIG_FILE", "/dev/null",
                  "AWS_SHARED_CREDENTIALS_FILE", "/dev/null",
                  "AWS_EC2_METADATA_DISABLED", "true"));
      builder.environment().remove("AWS_SESSION_TOKEN");
      return new Botocore(builder.start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Calls an operation.
   *
   * @return {@code {"result"}}, or {@code {"code", "message"}} where it was refused; the code is
   *     {@code NotInModel} where this botocore is older than the operation or a member of it
   */
  public JsonNode call(String operation, JsonNode parameters) {
    try {
      calls.write(
          JSON.createObjectNode()
              .put("operation", operation)
              .<com.fasterxml.jackson.databind.node.ObjectNode>set("parameters", parameters)
              .toString());
      calls.newLine();
      calls.flush();
      String line = results.readLine();
      if (line == null) {
        throw new IllegalStateException("botocore ended while it was asked for " + operation);
      }
      return JSON.readTree(line);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.destroy();
  }

  private static String python() throws IOException {
    for (String python : PYTHONS) {
      try {
        Process process =
            new ProcessBuilder(python, "-c", "import botocore")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (process.waitFor(1, TimeUnit.MINUTES) && process.exitValue() == 0) {
          return python;
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted", e);
      }
    }
    throw new IllegalStateException("no Python with botocore (Debian: python3-boto3)");
  }

  private static String script() throws IOException {
    try (InputStream in = Botocore.class.getResourceAsStream("botocore-client.py")) {
      return new String(
          Objects.requireNonNull(in, "botocore-client.py").readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
