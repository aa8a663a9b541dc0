package dev.perigee.e2e.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perigee.testkit.AwsCli;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The AWS command line. */
final class CliClient implements ApiClient {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Pattern ERROR =
      Pattern.compile("An error occurred \\((\\w+)\\) when calling [^:]*: (.*)");
  private static final Pattern TOO_OLD =
      Pattern.compile("Invalid choice|invalid choice|Unknown options|Parameter validation failed");

  /** Parameters that are bytes. */
  private static final Set<String> BYTES = Set.of("FunctionCode", "EventObject");

  private final AwsCli aws;

  CliClient(AwsCli aws) {
    this.aws = aws;
  }

  @Override
  public JsonNode call(String operation, ObjectNode parameters) throws RefusedException {
    try {
      Path file = Files.createTempFile("cloudfront-", ".bytes");
      try {
        return call(operation, parameters, file);
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    // Every command is a process of its own.
  }

  /**
   * Calls an operation.
   *
   * @param file for bytes, either way
   */
  private JsonNode call(String operation, ObjectNode parameters, Path file)
      throws RefusedException, IOException {
    List<String> command = new ArrayList<>(List.of("cloudfront", dashed(operation)));
    for (Map.Entry<String, JsonNode> parameter : parameters.properties()) {
      JsonNode value = parameter.getValue();
      String option = "--" + dashed(parameter.getKey());
      if (BYTES.contains(parameter.getKey())) {
        Files.writeString(file, value.asText());
        command.addAll(List.of(option, "fileb://" + file));
      } else if (value.isBoolean()) {
        command.add(value.asBoolean() ? option : "--no-" + dashed(parameter.getKey()));
      } else {
        command.addAll(List.of(option, value.isTextual() ? value.asText() : value.toString()));
      }
    }
    boolean givesBytes = operation.equals("GetFunction");
    if (givesBytes) {
      command.add(file.toString());
    }
    AwsCli.Result result = aws.run(command.toArray(String[]::new));
    if (result.exitCode() != 0) {
      throw refusal(operation, result.errors());
    }
    ObjectNode answer =
        result.output().isBlank() ? JSON.createObjectNode() : (ObjectNode) result.json();
    return givesBytes ? answer.put("FunctionCode", Files.readString(file)) : answer;
  }

  private static RefusedException refusal(String operation, String errors) {
    Matcher error = ERROR.matcher(errors);
    if (error.find()) {
      return new RefusedException(error.group(1), error.group(2));
    }
    if (TOO_OLD.matcher(errors).find()) {
      return new RefusedException(RefusedException.NOT_IN_MODEL, errors);
    }
    throw new IllegalStateException(operation + ": " + errors);
  }

  /** {@code ListDistributionsByWebACLId} is {@code list-distributions-by-web-acl-id}. */
  private static String dashed(String name) {
    return name.replaceAll("(.)([A-Z][a-z]+)", "$1-$2")
        .replaceAll("([a-z0-9])([A-Z])", "$1-$2")
        .toLowerCase(Locale.ROOT);
  }
}
