package dev.perigee.config.publication;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perigee.contracts.ContractJson;
import dev.perigee.contracts.DistributionSnapshot;
import dev.perigee.contracts.Topics;
import dev.perigee.eventlog.TopicListener;
import dev.perigee.eventlog.TopicTail;
import dev.perigee.eventlog.cluster.KafkaCluster;
import dev.perigee.testkit.KafkaProcess;
import dev.perigee.testkit.PostgresProcess;
import dev.perigee.testkit.ServiceProcess;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;
import software.amazon.awssdk.services.cloudfront.model.CloudFrontException;
import software.amazon.awssdk.services.cloudfront.model.CreateDistributionResponse;
import software.amazon.awssdk.services.cloudfront.model.DistributionConfig;
import software.amazon.awssdk.services.cloudfront.model.GetDistributionConfigResponse;

/**
 * Many clients change one distribution of the packaged service at once, also while it is killed: of
 * each version one change wins, and every winner is in the topic once, in order.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // the fields are set before all tests
class EveryVersionOnceIT {

  private static final int CLIENTS = 200;
  private static final int ROUNDS = 3;
  private static final int CLIENTS_WHILE_KILLED = 30;
  private static final int KILLS = 3;
  private static final int WINNERS_BETWEEN_KILLS = 20;
  private static final Duration LIMIT = Duration.ofMinutes(3);

  private final Map<String, List<DistributionSnapshot>> published = new ConcurrentHashMap<>();
  private KafkaProcess kafka;
  private PostgresProcess postgres;
  private ServiceProcess service;
  private TopicTail tail;
  private CloudFrontClient cloudFront;

  @BeforeAll
  void start() {
    kafka = KafkaProcess.start();
    postgres = PostgresProcess.start();
    service =
        ServiceProcess.start(
            "config-service",
            Map.of(
                "perigee.kafka.bootstrap-servers",
                kafka.bootstrapServers(),
                "quarkus.datasource.jdbc.url",
                postgres.jdbcUrl(),
                "quarkus.datasource.username",
                postgres.user(),
                "quarkus.datasource.password",
                postgres.password(),
                "perigee.config.access-keys",
                "TESTKEY:test-secret"));
    tail =
        TopicTail.follow(
            KafkaCluster.plain(kafka.bootstrapServers()), Topics.DISTRIBUTIONS, new Follower());
    cloudFront =
        CloudFrontClient.builder()
            .endpointOverride(URI.create("http://127.0.0.1:" + service.port()))
            .region(Region.US_EAST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(
                    AwsBasicCredentials.create("TESTKEY", "test-secret")))
            .httpClient(UrlConnectionHttpClient.create())
            .overrideConfiguration(config -> config.retryStrategy(retry -> retry.maxAttempts(1)))
            .build();
    await(this::answers);
  }

  @AfterAll
  void stop() {
    cloudFront.close();
    tail.close();
    service.close();
    postgres.close();
    kafka.close();
  }

  @Test
  void ofOneVersionOneChangeWins() throws Exception {
    CreateDistributionResponse created = create();
    String id = created.distribution().id();
    String etag = created.eTag();
    DistributionConfig config = created.distribution().distributionConfig();
    for (int round = 0; round < ROUNDS; round++) {
      String of = etag;
      List<String> outcomes = together(() -> update(id, of, config).toString());
      assertThat(outcomes).hasSize(CLIENTS);
      assertThat(Collections.frequency(outcomes, "WON")).isEqualTo(1);
      assertThat(Collections.frequency(outcomes, "LOST")).isEqualTo(CLIENTS - 1);
      etag = cloudFront.getDistribution(r -> r.id(id)).eTag();
    }
    await(() -> revisions(id).size() >= ROUNDS + 1);
    assertThat(revisions(id)).containsExactly(1L, 2L, 3L, 4L);
  }

  @Test
  void whenTheServiceIsKilledEveryWinnerIsPublishedOnceAndInOrder() throws Exception {
    String id = create().distribution().id();
    Set<String> won = ConcurrentHashMap.newKeySet();
    for (int kill = 0; kill < KILLS; kill++) {
      changeUntilKilled(id, won, won.size() + WINNERS_BETWEEN_KILLS);
      service.restart();
      await(this::answers);
    }
    GetDistributionConfigResponse last = cloudFront.getDistributionConfig(r -> r.id(id));
    String root = last.distributionConfig().defaultRootObject();
    await(() -> roots(id).contains(root));
    assertThat(revisions(id))
        .containsExactlyElementsOf(
            LongStream.rangeClosed(1, revisions(id).size()).boxed().toList());
    assertThat(roots(id)).doesNotHaveDuplicates().containsAll(won).endsWith(root);
    assertThat(won).hasSizeGreaterThanOrEqualTo(KILLS * WINNERS_BETWEEN_KILLS);
  }

  /** Clients change what they find, until so many have won; then the service ends. */
  private void changeUntilKilled(String id, Set<String> won, int enough) throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> clients = new ArrayList<>();
      for (int i = 0; i < CLIENTS_WHILE_KILLED; i++) {
        clients.add(
            threads.submit(() -> {
              while (changeOnce(id, won)) {
                Thread.yield();
              }
            }));
      }
      try {
        await(() -> won.size() >= enough);
      } finally {
        // Without the service the clients end, whatever came of the wait.
        service.kill();
      }
      for (Future<?> client : clients) {
        client.get();
      }
    }
  }

  /** Returns false when the service is gone. */
  private boolean changeOnce(String id, Set<String> won) {
    try {
      GetDistributionConfigResponse found = cloudFront.getDistributionConfig(r -> r.id(id));
      String root = UUID.randomUUID().toString();
      cloudFront.updateDistribution(r ->
          r.id(id)
              .ifMatch(found.eTag())
              .distributionConfig(
                  found.distributionConfig().toBuilder().defaultRootObject(root).build()));
      won.add(root);
      return true;
    } catch (CloudFrontException e) {
      assertThat(e.awsErrorDetails().errorCode()).isEqualTo("PreconditionFailed");
      return true;
    } catch (SdkClientException e) {
      return false;
    }
  }

  private enum Outcome {
    WON,
    LOST
  }

  private Outcome update(String id, String etag, DistributionConfig config) {
    try {
      cloudFront.updateDistribution(r ->
          r.id(id)
              .ifMatch(etag)
              .distributionConfig(
                  config.toBuilder().defaultRootObject(UUID.randomUUID().toString()).build()));
      return Outcome.WON;
    } catch (CloudFrontException e) {
      assertThat(e.awsErrorDetails().errorCode()).isEqualTo("PreconditionFailed");
      return Outcome.LOST;
    }
  }

  private static List<String> together(Callable<String> call) throws Exception {
    CountDownLatch begin = new CountDownLatch(1);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<String>> calls = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        calls.add(
            threads.submit(() -> {
              begin.await();
              return call.call();
            }));
      }
      begin.countDown();
      List<String> outcomes = new ArrayList<>();
      for (Future<String> each : calls) {
        outcomes.add(each.get());
      }
      return outcomes;
    }
  }

  private CreateDistributionResponse create() {
    return cloudFront.createDistribution(r ->
        r.distributionConfig(c ->
            c.callerReference(UUID.randomUUID().toString())
                .comment("")
                .enabled(true)
                .origins(origins ->
                    origins
                        .quantity(1)
                        .items(o ->
                            o.id("site")
                                .domainName("example.org")
                                .customOriginConfig(custom ->
                                    custom
                                        .httpPort(80)
                                        .httpsPort(443)
                                        .originProtocolPolicy("http-only"))))
                .defaultCacheBehavior(b ->
                    b.targetOriginId("site")
                        .viewerProtocolPolicy("allow-all")
                        .cachePolicyId("658327ea-f89d-4fab-a63d-7e88639e58f6"))));
  }

  private boolean answers() {
    try {
      return cloudFront.listDistributions(r -> {}).distributionList() != null;
    } catch (CloudFrontException e) {
      return false;
    }
  }

  private List<Long> revisions(String id) {
    return List.copyOf(published.getOrDefault(id, List.of())).stream()
        .map(DistributionSnapshot::revision)
        .toList();
  }

  private List<String> roots(String id) {
    return List.copyOf(published.getOrDefault(id, List.of())).stream()
        .map(DistributionSnapshot::defaultRootObject)
        .toList();
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
    public void started(String logId, long firstOffset) {
      // From the first record on.
    }

    @Override
    public void record(long offset, String id, byte @Nullable [] value) {
      if (value != null) {
        published
            .computeIfAbsent(id, key -> Collections.synchronizedList(new ArrayList<>()))
            .add(ContractJson.read(value, DistributionSnapshot.class));
      }
    }
  }
}
