package dev.perigee.config.wire;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * AWS's published model of the API. Immutable.
 *
 * <p>The SDK's classes know where each member travels, but not the operations' paths, nor what is
 * required, how long it may be or what it must look like: that comes from here.
 */
public final class ServiceModel {

  private static final String API_VERSION = "/2020-05-31";

  private final Map<String, Operation> operations;
  private final Map<String, Shape> shapes;

  private ServiceModel(Map<String, Operation> operations, Map<String, Shape> shapes) {
    this.operations = operations;
    this.shapes = shapes;
  }

  /** Reads the model that is packaged with this class; takes some tens of milliseconds. */
  public static ServiceModel load() {
    JsonNode model = Resources.json("cloudfront-2020-05-31.json", new TypeReference<>() {});
    Map<String, Operation> operations = new LinkedHashMap<>();
    model
        .get("operations")
        .properties()
        .forEach(entry -> operations.put(entry.getKey(), operation(entry)));
    Map<String, Shape> shapes = new HashMap<>();
    model
        .get("shapes")
        .properties()
        .forEach(entry -> shapes.put(entry.getKey(), shape(entry.getValue())));
    return new ServiceModel(operations, shapes);
  }

  public Collection<Operation> operations() {
    return operations.values();
  }

  /**
   * Looks up an operation.
   *
   * @throws IllegalArgumentException where the API has none of that name
   */
  public Operation operation(String name) {
    Operation operation = operations.get(name);
    if (operation == null) {
      throw new IllegalArgumentException("not an operation of CloudFront: " + name);
    }
    return operation;
  }

  /**
   * Looks up a shape.
   *
   * @throws IllegalArgumentException where the model has none of that name
   */
  public Shape shape(String name) {
    Shape shape = shapes.get(name);
    if (shape == null) {
      throw new IllegalArgumentException("not a shape of CloudFront: " + name);
    }
    return shape;
  }

  /** An operation and the labels of the path that named it. */
  public record Route(Operation operation, Map<String, String> labels) {}

  /**
   * Finds the operation that a request means. Where several share the path, one whose query flag is
   * there goes before one without a flag.
   *
   * @throws ApiException where there is none
   */
  public Route route(WireRequest request) {
    List<String> segments = UriTemplate.segments(request.rawPath());
    Route found = null;
    Set<String> methods = new HashSet<>();
    for (Operation operation : operations.values()) {
      var labels = operation.uri().match(segments);
      if (labels.isEmpty()) {
        continue;
      }
      methods.add(operation.method());
      if (operation.method().equals(request.method())
          && operation.uri().flagMatches(request.query())
          && (found == null || operation.uri().hasFlag())) {
        found = new Route(operation, labels.get());
      }
    }
    if (found != null) {
      return found;
    }
    throw notFound(request, methods);
  }

  private static ApiException notFound(WireRequest request, Set<String> methods) {
    if (methods.isEmpty()) {
      return new ApiException(
          "NoSuchResource",
          "no operation has the path "
              + request.rawPath()
              + " (the API begins with "
              + API_VERSION
              + ")");
    }
    return new ApiException(
        "MethodNotAllowed",
        "no operation has the method "
            + request.method()
            + " and this query on the path "
            + request.rawPath());
  }

  private static Operation operation(Map.Entry<String, JsonNode> entry) {
    String name = entry.getKey();
    JsonNode node = entry.getValue();
    JsonNode http = node.get("http");
    JsonNode input = node.path("input");
    return new Operation(
        name,
        http.get("method").asText(),
        UriTemplate.parse(http.get("requestUri").asText()),
        http.path("responseCode").asInt(200),
        text(input, "shape"),
        text(input, "locationName"),
        text(node.path("output"), "shape"),
        SdkClasses.requestBuilder(name));
  }

  private static Shape shape(JsonNode node) {
    Map<String, String> members = new LinkedHashMap<>();
    node.path("members")
        .properties()
        .forEach(member -> members.put(member.getKey(), member.getValue().get("shape").asText()));
    String pattern = text(node, "pattern");
    return new Shape(
        Map.copyOf(members),
        Set.copyOf(texts(node.path("required"))),
        text(node.path("member"), "shape"),
        texts(node.path("enum")),
        number(node, "min"),
        number(node, "max"),
        pattern == null ? null : Pattern.compile(pattern));
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(element -> texts.add(element.asText()));
    return List.copyOf(texts);
  }

  private static @Nullable String text(JsonNode node, String field) {
    JsonNode value = node.get(field);
    return value == null ? null : value.asText();
  }

  private static @Nullable Double number(JsonNode node, String field) {
    JsonNode value = node.get(field);
    return value == null ? null : value.asDouble();
  }
}
