package dev.perigee.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.perigee.contracts.Forwarding;
import dev.perigee.contracts.Reporting;
import dev.perigee.contracts.Selection;
import dev.perigee.edge.distribution.BehaviorBuilder;
import dev.perigee.edge.distribution.SnapshotBuilder;
import dev.perigee.edge.distribution.Snapshots;
import dev.perigee.testkit.http.Answer;
import dev.perigee.testkit.http.Reply;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Accounts of requests and the edge's figures, through a real edge. */
class ExplainIT {

  private static final String TOKEN = "an-operator's-token";
  private static final String ASKED = "Perigee-Explain: " + TOKEN;

  @TempDir private static Path directory;

  @SuppressWarnings("NullAway.Init")
  private static RunningEdge edge;

  @BeforeAll
  static void start() throws Exception {
    edge =
        RunningEdge.start(
            directory,
            Map.of("PERIGEE_EDGE_EXPLAIN_TOKEN", TOKEN),
            SnapshotBuilder.distribution("E1")
                .reporting(new Reporting(null, true))
                .behaviors(
                    BehaviorBuilder.behavior("/uncached/*")
                        .policy(
                            Snapshots.policy(
                                Selection.NONE,
                                Selection.NONE,
                                Selection.NONE,
                                Duration.ZERO,
                                false))
                        .build(),
                    BehaviorBuilder.behavior("*")
                        .forwarding(
                            new Forwarding(
                                Selection.ALL, Selection.NONE, Selection.NONE, List.of()))
                        .build())
                .build());
  }

  @AfterAll
  static void stop() {
    edge.close();
  }

  @AfterEach
  void nothingIsLeftUnderWay() throws Exception {
    edge.assertQuiet();
  }

  @Test
  void aMissAndTheHitAfterItAreExplained() throws Exception {
    edge.on("/a", Answer.ok("a").header("Cache-Control", "max-age=60"));
    JsonNode miss = explained("/a");
    assertThat(miss.at("/distribution/id").asText()).isEqualTo("E1");
    assertThat(miss.at("/distribution/revision").asLong()).isEqualTo(1);
    assertThat(miss.at("/behavior/pathPattern").asText()).isEqualTo("*");
    assertThat(miss.at("/behavior/cachePolicy").asText()).isNotEmpty();
    assertThat(miss.at("/plan/path").asText()).isEqualTo("/a");
    assertThat(miss.at("/plan/key").asText()).contains("E1").contains("/a");
    assertThat(miss.at("/answer/result").asText()).isEqualTo("Miss");
    assertThat(miss.at("/answer/tier").asText()).isEqualTo("origin");
    assertThat(miss.at("/answer/reason").asText()).isEqualTo("not-stored");
    assertThat(miss.at("/freshness/steps").toString())
        .contains("cache-control: max-age=60", "kept for 60 s");
    assertThat(miss.at("/origin/firstByteMillis").isNumber()).isTrue();

    Await.until("it is stored", () -> result("/a").equals("Hit"));
    JsonNode hit = explained("/a");
    assertThat(hit.at("/answer/result").asText()).isEqualTo("Hit");
    assertThat(hit.at("/answer/tier").asText()).isEqualTo("memory");
    assertThat(hit.at("/answer/reason").isNull()).isTrue();
    assertThat(hit.at("/freshness/ageSeconds").isNumber()).isTrue();
    assertThat(hit.at("/horizon/offset").isNumber()).isTrue();
  }

  @Test
  void whatIsNotStoredSaysWhy() throws Exception {
    edge.on("/private", Answer.ok("a").header("Cache-Control", "private"));
    JsonNode account = explained("/private");
    assertThat(account.at("/answer/reason").asText()).isEqualTo("private");
    assertThat(account.at("/freshness/steps").toString()).contains("not kept: private");

    edge.on("/uncached/a", Answer.ok("a"));
    assertThat(explained("/uncached/a").at("/plan/bypass").asText()).isEqualTo("policy");
  }

  @Test
  void aRefusalIsExplained() throws Exception {
    Reply reply = edge.viewer("E1").request("TRACE", "/a", ASKED);
    JsonNode account = json(reply);
    assertThat(account.at("/answer/reason").asText()).isEqualTo("method-not-allowed");
    assertThat(account.at("/answer/tier").asText()).isEqualTo("edge");
  }

  @Test
  void theTokenGoesNowhereAndOthersGetNoAccount() throws Exception {
    edge.on("/token", Answer.ok("a"));
    explained("/token");
    assertThat(edge.originRequests("/token"))
        .allSatisfy(request -> assertThat(request.head().first("Perigee-Explain")).isEmpty());
    for (String field : List.of("Perigee-Explain: wrong", "Accept: */*")) {
      assertThat(edge.viewer("E1").get("/token", field).header("Perigee-Explain")).isEmpty();
    }
    assertThat(edge.originCount("/token")).as("the token is not in the key").isOne();
  }

  @Test
  @Tag("RFC9211-2")
  void everyAnswerHasItsReason() throws Exception {
    edge.on("/reason", Answer.ok("a").header("Cache-Control", "max-age=60"));
    assertThat(edge.viewer("E1").get("/reason").header("Cache-Status"))
        .contains("perigee; fwd=uri-miss; fwd-status=200; detail=not-stored; stored");
    Await.until("it is stored", () -> result("/reason").equals("Hit"));
    assertThat(edge.viewer("E1").get("/reason").header("Cache-Status").orElseThrow())
        .matches("perigee; hit; ttl=\\d+; detail=memory");
  }

  @Test
  void requestsAreCounted() throws Exception {
    edge.on("/counted", Answer.ok("0123456789").header("Cache-Control", "max-age=60"));
    double before = edge.metric("perigee_distribution_requests_total{distribution=\"E1\"}");
    edge.viewer("E1").get("/counted");
    edge.viewer("NONE").get("/counted");
    assertThat(edge.metric("perigee_distribution_requests_total{distribution=\"E1\"}"))
        .isEqualTo(before + 1);
    assertThat(edge.metric("perigee_distribution_bytes_downloaded_total{distribution=\"E1\"}"))
        .isGreaterThanOrEqualTo(10);
    assertThat(edge.metric("perigee_edge_requests_total{reason=\"unknown-host\",result=\"Error\"}"))
        .isPositive();
    assertThat(
            edge.metric(
                "perigee_distribution_cacheable_requests_total{distribution=\"E1\",served=\"origin\"}"))
        .isPositive();
    assertThat(
            edge.metric(
                "perigee_edge_request_time_seconds_count{result=\"Miss\",stage=\"complete\"}"))
        .isPositive();
    assertThat(edge.metric("perigee_edge_memory_max_bytes")).isPositive();
    assertThat(edge.metric("perigee_edge_in_touch")).isOne();
  }

  private static JsonNode explained(String path) throws Exception {
    return json(edge.viewer("E1").get(path, ASKED));
  }

  private static JsonNode json(Reply reply) throws Exception {
    return JsonMapper.builder().build().readTree(reply.header("Perigee-Explain").orElseThrow());
  }

  private static String result(String path) throws Exception {
    return edge.viewer("E1").get(path).header("X-Cache").orElse("").split(" ", 2)[0];
  }
}
