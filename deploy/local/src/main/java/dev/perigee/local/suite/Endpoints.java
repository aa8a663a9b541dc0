package dev.perigee.local.suite;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.perigee.local.postgres.PostgresDirectory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where to reach a suite that is up. Written as {@code endpoints.json}: tools outside the project
 * read it, so that fields may be added but none renamed or left out; what does not exist is null.
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
record Endpoints(
    String api,
    @Nullable String console,
    Router router,
    List<Edge> edges,
    String kafka,
    String infinispan,
    String postgres,
    String accessKeyId,
    String secretAccessKey,
    String domain) {

  static final String ACCESS_KEY_ID = "PERIGEELOCAL";
  static final String SECRET_ACCESS_KEY = "perigee-local";
  static final String ACCESS_KEY = ACCESS_KEY_ID + ":" + SECRET_ACCESS_KEY;
  static final String DOMAIN = "perigee.localhost";
  private static final String REGION = "local";

  /**
   * @param environment may name another domain, other regions and other hosts than the suite's own
   */
  static Endpoints of(
      Settings settings, PostgresDirectory database, Map<String, String> environment)
      throws IOException {
    Ports ports = new Ports(settings.portOffset());
    List<Edge> edges = new ArrayList<>();
    for (int i = 0; i < settings.edges(); i++) {
      edges.add(
          new Edge(
              ServiceParts.edgeName(i),
              region(environment, i),
              "http://" + host(environment, i) + ":" + ports.edgeHttp(i),
              "https://" + host(environment, i) + ":" + ports.edgeHttps(i),
              Ports.url(ports.edgeManagement(i))));
    }
    return new Endpoints(
        Ports.url(ports.config()),
        null,
        new Router(Ports.address(ports.routerDns()), Ports.url(ports.routerHttp())),
        List.copyOf(edges),
        Ports.address(ports.kafka()),
        Ports.address(ports.grid(0)),
        database.jdbcUrlWithCredentials(ports.postgres()),
        ACCESS_KEY_ID,
        SECRET_ACCESS_KEY,
        environment.getOrDefault("PERIGEE_DOMAIN", DOMAIN));
  }

  static String region(Map<String, String> environment, int edge) {
    return inTurn(environment.getOrDefault("PERIGEE_EDGE_REGION", REGION), edge);
  }

  /** The address that an edge listens on for viewers. */
  static String host(Map<String, String> environment, int edge) {
    return inTurn(environment.getOrDefault("PERIGEE_EDGE_HOST", Ports.HOST), edge);
  }

  /** Several values, separated by commas, are given out in turn. */
  private static String inTurn(String values, int edge) {
    String[] each = values.split(",", -1);
    return each[edge % each.length].strip();
  }

  record Router(String dns, String http) {}

  record Edge(String id, String region, String http, String https, String management) {}

  String toJson() {
    try {
      return JsonMapper.builder()
              .enable(SerializationFeature.INDENT_OUTPUT)
              .build()
              .writeValueAsString(this)
          + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("endpoints cannot be written", e);
    }
  }

  /** Lines that a shell evaluates, so that the AWS tools talk to this suite. */
  String toShell() {
    return "export AWS_ACCESS_KEY_ID="
        + accessKeyId
        + "\nexport AWS_SECRET_ACCESS_KEY="
        + secretAccessKey
        + "\nexport AWS_DEFAULT_REGION=us-east-1\nexport AWS_ENDPOINT_URL_CLOUDFRONT="
        + api
        + "\n";
  }
}
