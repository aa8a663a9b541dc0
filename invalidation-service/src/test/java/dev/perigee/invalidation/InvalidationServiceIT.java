package dev.perigee.invalidation;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.perigee.contracts.ContractJson;
import dev.perigee.contracts.EdgeStatus;
import dev.perigee.contracts.Invalidation;
import dev.perigee.contracts.InvalidationEffect;
import dev.perigee.contracts.InvalidationPage;
import dev.perigee.contracts.InvalidationRequest;
import dev.perigee.contracts.InvalidationState;
import dev.perigee.contracts.Topics;
import dev.perigee.eventlog.AppendFailedException;
import dev.perigee.eventlog.TopicListener;
import dev.perigee.eventlog.TopicTail;
import dev.perigee.eventlog.TopicWriter;
import dev.perigee.eventlog.cluster.KafkaCluster;
import dev.perigee.testkit.KafkaProcess;
import dev.perigee.testkit.PostgresProcess;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** The service with a broker and a database; the edges are played by the test. */
@QuarkusTest
@QuarkusTestResource(Neighbours.class)
@SuppressWarnings("NullAway.Init") // the fields are injected
class InvalidationServiceIT {

  private static final Duration LIMIT = Duration.ofSeconds(30);

  KafkaProcess kafka;
  PostgresProcess postgres;

  @ConfigProperty(name = "perigee.kafka.bootstrap-servers")
  String bootstrapServers;

  private volatile String logId = "";
  private final Map<Long, Invalidation> published = new ConcurrentSkipListMap<>();
  private final Map<String, Long> offsets = new ConcurrentHashMap<>();
  private String distribution;
  @Inject Retention retention;
  @Inject BatchStore store;
  @Inject Intake intake;

  private TopicTail tail;
  private TopicWriter edges;

  @BeforeEach
  void edgesThatHaveAppliedNothing(TestInfo test) throws AppendFailedException {
    distribution = "E" + test.getDisplayName().replaceAll("[^A-Za-z]", "");
    tail =
        TopicTail.follow(
            KafkaCluster.plain(bootstrapServers), Topics.INVALIDATIONS, new Follower());
    edges = new TopicWriter(KafkaCluster.plain(bootstrapServers), Topics.EDGES);
    report("one", -1);
    report("two", -1);
  }

  @AfterEach
  void close() throws AppendFailedException {
    edges.append("one", null);
    edges.append("two", null);
    edges.close();
    tail.close();
  }

  @Test
  void aBatchIsCompleteOnceEveryEdgeHasAppliedIt() throws AppendFailedException {
    InvalidationState accepted = accept("r", "/a", "/b*");
    assertThat(accepted.id()).matches("I[A-Z0-9]{13}");
    assertThat(accepted.completed()).isFalse();
    long offset = offsetOf(accepted);
    assertThat(published)
        .hasEntrySatisfying(
            offset,
            invalidation -> {
              assertThat(invalidation.distributionId()).isEqualTo(distribution);
              assertThat(invalidation.paths()).containsExactly("/a", "/b*");
            });
    report("one", offset);
    assertThat(get(accepted).completed()).isFalse();
    assertThat(inProgress()).isEqualTo(1);
    report("two", offset);
    await(() -> get(accepted).completed());
    assertThat(inProgress()).isZero();
    assertThat(get(accepted).paths()).containsExactly("/a", "/b*");
  }

  @Test
  void anEdgeThatLeavesIsNotWaitedFor() throws AppendFailedException {
    InvalidationState accepted = accept("r", "/a");
    report("one", offsetOf(accepted));
    edges.append("two", null);
    await(() -> get(accepted).completed());
  }

  @Test
  void aBatchIsForgottenOnceItWasCompletedLongAgo() throws AppendFailedException {
    InvalidationState completed = accept("done", "/a");
    report("one", offsetOf(completed));
    report("two", offsetOf(completed));
    await(() -> get(completed).completed());
    InvalidationState waiting = accept("waiting", "/b");

    retention.forget(Instant.now().minusSeconds(3_600), 1_000);
    assertThat(get(completed).completed()).isTrue();
    retention.forget(Instant.now().plusSeconds(1), 1_000);

    given().get(path("/" + completed.id())).then().statusCode(404);
    assertThat(get(waiting).completed()).isFalse();
    assertThat(accept("done", "/c").id()).isNotEqualTo(completed.id());
  }

  @Test
  void aRepeatFindsTheEarlierBatch() {
    InvalidationState first = accept("r", "/a", "/b");
    post("r", "/b", "/a").statusCode(200).body("id", equalTo(first.id()));
    post("r", "/c").statusCode(409).body("message", containsString("callerReference: r"));
    assertThat(list("").items()).hasSize(1);
  }

  @Test
  void whatIsStoredTogetherIsJudgedOneByOne() {
    List<Acceptance> acceptances =
        store.store(
            List.of(
                waiting("r", "/a", "/b"),
                waiting("r", "/b", "/a"),
                waiting("r", "/c"),
                waiting("other", "/a")));
    InvalidationState first = accepted(acceptances.get(0));
    assertThat(acceptances.get(1)).isEqualTo(new Acceptance.Repeated(first));
    assertThat(acceptances.get(2)).isEqualTo(new Acceptance.ReferenceTaken("r"));
    InvalidationState last = accepted(acceptances.get(3));
    assertThat(store.store(List.of(waiting("r", "/a", "/b"))))
        .containsExactly(new Acceptance.Repeated(get(first)));
    assertThat(offsetOf(first)).isLessThan(offsetOf(last));
    assertThat(list("").items())
        .extracting(InvalidationState::id)
        .containsExactly(last.id(), first.id());
  }

  @Test
  void pathsThatAreStoredTogetherCountAgainstTheBoundTogether() {
    String[] paths = IntStream.range(0, 60_000).mapToObj(i -> "/" + i).toArray(String[]::new);
    assertThat(store.store(List.of(waiting("r", paths), waiting("s", paths), waiting("t", "/a"))))
        .satisfiesExactly(
            first -> accepted(first),
            second ->
                assertThat(second).isEqualTo(new Acceptance.TooManyInProgress(60_000, 100_000)),
            third -> accepted(third));
  }

  @Test
  void oneThatTheDatabaseRefusesIsNoMatterOfTheOthers() {
    CompletableFuture<Acceptance> bad =
        intake.accept(distribution, waiting("r\0", "/a").request()).toCompletableFuture();
    CompletableFuture<Acceptance> good =
        intake.accept(distribution, waiting("r", "/a").request()).toCompletableFuture();
    offsetOf(accepted(good.orTimeout(LIMIT.toSeconds(), TimeUnit.SECONDS).join()));
    assertThat(bad).failsWithin(LIMIT);
  }

  @Test
  void aSoftBatchIsPublishedAsSuch() {
    InvalidationState accepted =
        ContractJson.read(
            post(InvalidationEffect.SOFT, "r", "/a").statusCode(201).extract().asByteArray(),
            InvalidationState.class);
    assertThat(Objects.requireNonNull(published.get(offsetOf(accepted))).effect())
        .isEqualTo(InvalidationEffect.SOFT);
    post("r", "/a").statusCode(409);
  }

  @Test
  void batchesArePublishedInTheOrderOfAcceptance() {
    List<InvalidationState> accepted =
        IntStream.range(0, 100).mapToObj(i -> accept("r" + i, "/" + i)).toList();
    List<Long> inOrder = accepted.stream().map(this::offsetOf).toList();
    assertThat(inOrder).isSorted();
  }

  @Test
  void aBatchIsPublishedWithinMilliseconds() {
    IntStream.range(0, 50).forEach(i -> offsetOf(accept("warm" + i, "/warm")));
    long start = System.nanoTime();
    int batches = 20;
    IntStream.range(0, batches).forEach(i -> offsetOf(accept("r" + i, "/a")));
    assertThat(Duration.ofNanos((System.nanoTime() - start) / batches))
        .isLessThan(Duration.ofMillis(100));
  }

  @Test
  void listsAreNewestFirstAndComeInPages() {
    List<String> ids = IntStream.range(0, 5).mapToObj(i -> accept("r" + i, "/a").id()).toList();
    InvalidationPage first = list("?maxItems=2");
    assertThat(first.items())
        .extracting(InvalidationState::id)
        .containsExactly(ids.get(4), ids.get(3));
    assertThat(first.nextMarker()).isEqualTo(ids.get(3));
    InvalidationPage last = list("?maxItems=3&marker=" + first.nextMarker());
    assertThat(last.items())
        .extracting(InvalidationState::id)
        .containsExactly(ids.get(2), ids.get(1), ids.get(0));
    assertThat(last.nextMarker()).isNull();
    given().get(path("?marker=I0")).then().statusCode(400);
    given().get(path("/I0")).then().statusCode(404);
  }

  @Test
  void withoutABrokerBatchesAreAcceptedAndPublishedWhenItIsBack() throws AppendFailedException {
    offsetOf(accept("before", "/a"));
    kafka.kill();
    InvalidationState accepted = accept("meanwhile", "/a");
    assertThat(get(accepted).completed()).isFalse();
    kafka.restart();
    long offset = offsetOf(accepted);
    report("one", offset);
    report("two", offset);
    await(() -> get(accepted).completed());
  }

  @Test
  void withoutADatabaseRequestsAreTurnedAwayUntilItIsBack() {
    InvalidationState before = accept("before", "/a");
    postgres.stop();
    post("meanwhile", "/a").statusCode(503).body("message", containsString("database"));
    postgres.restart();
    await(() -> given().get(path("/" + before.id())).statusCode() == 200);
    offsetOf(accept("after", "/a"));
  }

  private InvalidationState accept(String reference, String... paths) {
    return ContractJson.read(
        post(reference, paths).statusCode(201).extract().asByteArray(), InvalidationState.class);
  }

  private Waiting waiting(String reference, String... paths) {
    return new Waiting(
        distribution, new InvalidationRequest(reference, List.of(paths), InvalidationEffect.HARD));
  }

  private static InvalidationState accepted(Acceptance acceptance) {
    assertThat(acceptance).isInstanceOf(Acceptance.Accepted.class);
    return ((Acceptance.Accepted) acceptance).state();
  }

  private ValidatableResponse post(String reference, String... paths) {
    return post(InvalidationEffect.HARD, reference, paths);
  }

  private ValidatableResponse post(InvalidationEffect effect, String reference, String... paths) {
    return given()
        .contentType(ContentType.JSON)
        .body(ContractJson.write(new InvalidationRequest(reference, List.of(paths), effect)))
        .post(path(""))
        .then();
  }

  private InvalidationState get(InvalidationState batch) {
    return ContractJson.read(
        given().get(path("/" + batch.id())).then().statusCode(200).extract().asByteArray(),
        InvalidationState.class);
  }

  private InvalidationPage list(String query) {
    return ContractJson.read(
        given().get(path(query)).then().statusCode(200).extract().asByteArray(),
        InvalidationPage.class);
  }

  private int inProgress() {
    return given()
        .get("/distributions/" + distribution + "/invalidations-in-progress")
        .as(Integer.class);
  }

  private String path(String rest) {
    return "/distributions/" + distribution + "/invalidations" + rest;
  }

  private void report(String edge, long invalidationsOffset) throws AppendFailedException {
    EdgeStatus status =
        new EdgeStatus(
            EdgeStatus.SCHEMA,
            edge,
            "test",
            "http://127.0.0.1:1",
            "",
            -1,
            logId,
            invalidationsOffset,
            Duration.ofMinutes(5),
            true,
            0,
            null,
            List.of(),
            Instant.now());
    edges.append(edge, ContractJson.write(status));
  }

  private long offsetOf(InvalidationState batch) {
    await(() -> offsets.containsKey(batch.id()));
    return Objects.requireNonNull(offsets.get(batch.id()));
  }

  private static void await(BooleanSupplier condition) {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("within %s", LIMIT).isLessThan(deadline);
      try {
        TimeUnit.MILLISECONDS.sleep(5);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }
  }

  private final class Follower implements TopicListener {

    @Override
    public void started(String id, long firstOffset) {
      logId = id;
    }

    @Override
    public void record(long offset, String key, byte @Nullable [] value) {
      if (value != null) {
        Invalidation invalidation = ContractJson.read(value, Invalidation.class);
        published.put(offset, invalidation);
        offsets.put(invalidation.id(), offset);
      }
    }
  }
}
