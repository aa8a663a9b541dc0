package dev.perigee.testkit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The AWS command line against one endpoint. The endpoint is always passed as an option: some
 * versions in use do not read it from the environment. Nothing of the user's own configuration is
 * read.
 */
public record AwsCli(String endpoint, String accessKeyId, String secretAccessKey) {

  private static final Duration LIMIT = Duration.ofMinutes(5);
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** What a command printed, and how it ended. */
  public record Result(int exitCode, String output, String errors) {

    /** What was printed, as JSON. */
    public JsonNode json() {
      if (exitCode != 0) {
        throw new IllegalStateException("aws ended with " + exitCode + ": " + errors);
      }
      try {
        return JSON.readTree(output);
      } catch (JsonProcessingException e) {
        throw new IllegalStateException("not JSON: " + output, e);
      }
    }
  }

  /** Runs {@code aws ARGUMENTS}. */
  public Result run(String... arguments) {
    List<String> command = new ArrayList<>(List.of("aws"));
    command.addAll(List.of(arguments));
    command.addAll(List.of("--endpoint-url", endpoint, "--output", "json"));
    try {
      return run(command);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while running " + command, e);
    }
  }

  private Result run(List<String> command) throws IOException, InterruptedException {
    Path output = Files.createTempFile("aws-", ".out");
    Path errors = Files.createTempFile("aws-", ".err");
    try {
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .redirectOutput(output.toFile())
              .redirectError(errors.toFile());
      builder
          .environment()
          .putAll(
              Map.of(
                  "AWS_ACCESS_KEY_ID", accessKeyId,
                  "AWS_SECRET_ACCESS_KEY", secretAccessKey,
                  "AWS_DEFAULT_REGION", "us-east-1",
                  "AWS_CONFIG_FILE", "/dev/null",
                  "AWS_SHARED_CREDENTIALS_FILE", "/dev/null",
                  "AWS_EC2_METADATA_DISABLED", "true",
                  "AWS_PAGER", "",
                  "AWS_RETRY_MODE", "standard"));
      builder.environment().remove("AWS_SESSION_TOKEN");
      Process process = builder.start();
      process.getOutputStream().close();
      if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IllegalStateException(command + " took more than " + LIMIT);
      }
      return new Result(process.exitValue(), Files.readString(output), Files.readString(errors));
    } finally {
      Files.deleteIfExists(output);
      Files.deleteIfExists(errors);
    }
  }
}
