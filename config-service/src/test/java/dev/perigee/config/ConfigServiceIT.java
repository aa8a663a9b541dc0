package dev.perigee.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.perigee.contracts.ContractJson;
import dev.perigee.contracts.DistributionSnapshot;
import dev.perigee.contracts.EdgeStatus;
import dev.perigee.contracts.Origin.Signing;
import dev.perigee.contracts.Topics;
import dev.perigee.eventlog.AppendFailedException;
import dev.perigee.eventlog.TopicListener;
import dev.perigee.eventlog.TopicTail;
import dev.perigee.eventlog.TopicWriter;
import dev.perigee.eventlog.cluster.KafkaCluster;
import dev.perigee.testkit.KafkaProcess;
import dev.perigee.testkit.PostgresProcess;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;
import software.amazon.awssdk.services.cloudfront.model.CloudFrontException;
import software.amazon.awssdk.services.cloudfront.model.CreateDistributionResponse;
import software.amazon.awssdk.services.cloudfront.model.DistributionConfig;
import software.amazon.awssdk.services.cloudfront.model.DistributionList;
import software.amazon.awssdk.services.cloudfront.model.DistributionSummary;
import software.amazon.awssdk.services.cloudfront.model.GetDistributionResponse;
import software.amazon.awssdk.services.cloudfront.model.Origin;
import software.amazon.awssdk.services.cloudfront.model.Tag;
import software.amazon.awssdk.services.cloudfront.model.UpdateDistributionResponse;

/**
 * The service with a broker and a database, asked by the AWS SDK; the edge is played by the test.
 */
@QuarkusTest
@QuarkusTestResource(Neighbours.class)
@SuppressWarnings("NullAway.Init") // the fields are injected
class ConfigServiceIT {

  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final String POLICY = "658327ea-f89d-4fab-a63d-7e88639e58f6";

  KafkaProcess kafka;
  PostgresProcess postgres;

  @TestHTTPResource URI endpoint;

  @ConfigProperty(name = "perigee.kafka.bootstrap-servers")
  String bootstrapServers;

  private volatile String logId = "";
  private final Map<String, Record> published = new ConcurrentHashMap<>();
  private CloudFrontClient cloudFront;
  private TopicTail tail;
  private TopicWriter edges;

  private record Record(long offset, @Nullable DistributionSnapshot snapshot) {}

  @BeforeEach
  void anEdgeThatHasAppliedNothing() throws AppendFailedException {
    cloudFront = client("TESTKEY", "test-secret");
    tail =
        TopicTail.follow(
            KafkaCluster.plain(bootstrapServers), Topics.DISTRIBUTIONS, new Follower());
    edges = new TopicWriter(KafkaCluster.plain(bootstrapServers), Topics.EDGES);
    report(-1);
  }

  @AfterEach
  void close() throws AppendFailedException {
    edges.append("edge", null);
    edges.close();
    tail.close();
    cloudFront.close();
  }

  @Test
  void whatBelongsToAnAccountIsNotSeenByAnother() {
    String id =
        cloudFront
            .createDistribution(r -> r.distributionConfig(config().build()))
            .distribution()
            .id();
    try (CloudFrontClient other = client("OTHER", "other-secret")) {
      assertRefused("NoSuchDistribution", () -> other.getDistribution(r -> r.id(id)));
      assertThat(other.listDistributions(r -> {}).distributionList().items())
          .extracting(DistributionSummary::id)
          .doesNotContain(id);
      String arn = "arn:aws:cloudfront::000000000000:distribution/" + id;
      assertRefused("NoSuchResource", () -> other.listTagsForResource(r -> r.resource(arn)));
    }
  }

  @Test
  void aDistributionLives() throws AppendFailedException {
    DistributionConfig config = config().defaultRootObject("index.html").build();
    CreateDistributionResponse created =
        cloudFront.createDistribution(r -> r.distributionConfig(config));
    String id = created.distribution().id();
    assertThat(id).matches("E[A-Z0-9]{13}");
    assertThat(created.location()).isEqualTo(endpoint("/2020-05-31/distribution/" + id));
    assertThat(created.distribution().domainName())
        .isEqualTo(id.toLowerCase(Locale.ROOT) + ".perigee.localhost");
    assertThat(created.distribution().status()).isEqualTo("InProgress");

    Record first = publishedRevision(id, 1);
    assertThat(Objects.requireNonNull(first.snapshot()).defaultRootObject())
        .isEqualTo("index.html");
    assertThat(status(id)).isEqualTo("InProgress");
    report(first.offset());
    await(() -> status(id).equals("Deployed"));

    assertRefused(
        "DistributionNotDisabled",
        () -> cloudFront.deleteDistribution(r -> r.id(id).ifMatch(created.eTag())));
    UpdateDistributionResponse updated =
        cloudFront.updateDistribution(r ->
            r.id(id)
                .ifMatch(created.eTag())
                .distributionConfig(
                    created.distribution().distributionConfig().toBuilder()
                        .enabled(false)
                        .build()));
    assertThat(updated.distribution().status()).isEqualTo("InProgress");
    assertRefused(
        "DistributionNotDisabled",
        () -> cloudFront.deleteDistribution(r -> r.id(id).ifMatch(updated.eTag())));
    Record second = publishedRevision(id, 2);
    assertThat(Objects.requireNonNull(second.snapshot()).enabled()).isFalse();
    report(second.offset());
    await(() -> status(id).equals("Deployed"));

    cloudFront.deleteDistribution(r -> r.id(id).ifMatch(updated.eTag()));
    assertRefused("NoSuchDistribution", () -> cloudFront.getDistribution(r -> r.id(id)));
    await(() -> Objects.requireNonNull(published.get(id)).snapshot() == null);
  }

  @Test
  void aStaleOrMissingVersionChangesNothing() {
    CreateDistributionResponse created = create(config().build());
    String id = created.distribution().id();
    DistributionConfig changed =
        created.distribution().distributionConfig().toBuilder().comment("changed").build();
    assertRefused(
        "InvalidIfMatchVersion",
        () -> cloudFront.updateDistribution(r -> r.id(id).distributionConfig(changed)));
    assertRefused(
        "PreconditionFailed",
        () ->
            cloudFront.updateDistribution(
                r -> r.id(id).ifMatch("ESTALE").distributionConfig(changed)));
    GetDistributionResponse found = cloudFront.getDistribution(r -> r.id(id));
    assertThat(found.eTag()).isEqualTo(created.eTag());
    assertThat(found.distribution().distributionConfig().comment()).isEmpty();
    assertThat(cloudFront.getDistributionConfig(r -> r.id(id)).distributionConfig())
        .isEqualTo(created.distribution().distributionConfig());
  }

  @Test
  void aRepeatedCreationFindsTheFirst() {
    DistributionConfig config = config().build();
    String id = create(config).distribution().id();
    assertThat(create(config).distribution().id()).isEqualTo(id);
    assertRefused(
        "DistributionAlreadyExists", () -> create(config.toBuilder().comment("other").build()));
  }

  @Test
  void anAliasBelongsToOneDistribution() {
    String alias = "a" + UUID.randomUUID() + ".example.org";
    create(config().aliases(a -> a.quantity(1).items(alias)).build());
    assertRefused(
        "CNAMEAlreadyExists",
        () ->
            create(
                config()
                    .aliases(a -> a.quantity(1).items(alias.toUpperCase(Locale.ROOT)))
                    .build()));
  }

  @Test
  void tagsComeAndGo() {
    String arn =
        cloudFront
            .createDistributionWithTags(r ->
                r.distributionConfigWithTags(both ->
                    both.distributionConfig(config().build())
                        .tags(tags -> tags.items(tag("a", "1"), tag("b", "2")))))
            .distribution()
            .arn();
    cloudFront.tagResource(
        r -> r.resource(arn).tags(tags -> tags.items(tag("b", "3"), tag("c", ""))));
    cloudFront.untagResource(r -> r.resource(arn).tagKeys(keys -> keys.items("a")));
    assertThat(cloudFront.listTagsForResource(r -> r.resource(arn)).tags().items())
        .containsExactly(tag("b", "3"), tag("c", ""));
    assertRefused(
        "NoSuchResource", () -> cloudFront.listTagsForResource(r -> r.resource(arn + "0")));
  }

  @Test
  void anAccessControlSignsAndItsChangeIsPublished() {
    String name = UUID.randomUUID().toString();
    var control =
        cloudFront.createOriginAccessControl(r ->
            r.originAccessControlConfig(c ->
                c.name(name)
                    .signingProtocol("sigv4")
                    .signingBehavior("always")
                    .originAccessControlOriginType("s3")));
    String controlId = control.originAccessControl().id();
    Origin bucket =
        Origin.builder()
            .id("bucket")
            .domainName("bucket.s3.us-east-1.amazonaws.com")
            .s3OriginConfig(s3 -> s3.originAccessIdentity(""))
            .originAccessControlId(controlId)
            .build();
    String id = create(config(bucket).build()).distribution().id();
    assertThat(signing(publishedRevision(id, 1))).isEqualTo(Signing.ALWAYS);

    assertRefused(
        "OriginAccessControlInUse",
        () -> cloudFront.deleteOriginAccessControl(r -> r.id(controlId).ifMatch(control.eTag())));
    var updated =
        cloudFront.updateOriginAccessControl(r ->
            r.id(controlId)
                .ifMatch(control.eTag())
                .originAccessControlConfig(
                    control.originAccessControl().originAccessControlConfig().toBuilder()
                        .signingBehavior("no-override")
                        .build()));
    assertThat(updated.eTag()).isNotEqualTo(control.eTag());
    assertThat(signing(publishedRevision(id, 2))).isEqualTo(Signing.NO_OVERRIDE);
  }

  @Test
  void listsComeInPages() {
    for (int i = 0; i < 3; i++) {
      create(config().build());
    }
    List<String> all =
        cloudFront.listDistributions().distributionList().items().stream()
            .map(DistributionSummary::id)
            .toList();
    List<String> inPages = new ArrayList<>();
    String marker = null;
    do {
      String from = marker;
      DistributionList page =
          cloudFront.listDistributions(r -> r.marker(from).maxItems("2")).distributionList();
      page.items().forEach(summary -> inPages.add(summary.id()));
      marker = page.nextMarker();
      assertThat(page.isTruncated()).isEqualTo(marker != null);
    } while (marker != null);
    assertThat(inPages).isEqualTo(all).hasSizeGreaterThanOrEqualTo(3);
  }

  @Test
  void whatCannotBeDoneIsRefusedInCloudFrontsForm() {
    assertRefused("UnsupportedOperation", () -> cloudFront.createVpcOrigin(r -> {}));
    assertRefused("NoSuchDistribution", () -> cloudFront.getDistribution(r -> r.id("E0")));
    assertRefused(
        "NoSuchDistribution", () -> cloudFront.listInvalidations(r -> r.distributionId("E0")));
    try (CloudFrontClient wrong = client("TESTKEY", "wrong")) {
      assertRefused("SignatureDoesNotMatch", wrong::listDistributions);
    }
    assertRefused(
        "RequestEntityTooLarge", () -> create(config().comment("c".repeat(2 << 20)).build()));
  }

  @Test
  void withoutInvalidationServiceOnlyInvalidationsFail() {
    String id = create(config().build()).distribution().id();
    assertRefused("ServiceUnavailable", () -> invalidate(id, "Soft"));
    assertRefused("InvalidArgument", () -> invalidate(id, "softly"));
    assertThat(cloudFront.getDistribution(r -> r.id(id)).distribution().id()).isEqualTo(id);
  }

  private void invalidate(String id, String effect) {
    cloudFront.createInvalidation(r ->
        r.distributionId(id)
            .invalidationBatch(
                batch -> batch.callerReference("r").paths(p -> p.quantity(1).items("/*")))
            .overrideConfiguration(o -> o.putHeader("X-Perigee-Invalidation", effect)));
  }

  @Test
  void withoutABrokerChangesAreAcceptedAndPublishedWhenItIsBack() {
    publishedRevision(create(config().build()).distribution().id(), 1);
    kafka.kill();
    String id = create(config().build()).distribution().id();
    assertThat(status(id)).isEqualTo("InProgress");
    kafka.restart();
    publishedRevision(id, 1);
  }

  @Test
  void withoutADatabaseRequestsAreTurnedAwayUntilItIsBack() {
    String id = create(config().build()).distribution().id();
    postgres.stop();
    assertRefused("ServiceUnavailable", () -> cloudFront.getDistribution(r -> r.id(id)));
    postgres.restart();
    await(() -> answers(id));
    publishedRevision(create(config().build()).distribution().id(), 1);
  }

  private boolean answers(String id) {
    try {
      return cloudFront.getDistribution(r -> r.id(id)).distribution().id().equals(id);
    } catch (CloudFrontException e) {
      assertThat(e.statusCode()).isEqualTo(503);
      return false;
    }
  }

  private CreateDistributionResponse create(DistributionConfig config) {
    return cloudFront.createDistribution(r -> r.distributionConfig(config));
  }

  private String status(String id) {
    return cloudFront.getDistribution(r -> r.id(id)).distribution().status();
  }

  private String endpoint(String path) {
    return "http://" + endpoint.getAuthority() + path;
  }

  private CloudFrontClient client(String accessKeyId, String secret) {
    return CloudFrontClient.builder()
        .endpointOverride(URI.create(endpoint("")))
        .region(Region.EU_CENTRAL_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKeyId, secret)))
        .httpClient(UrlConnectionHttpClient.create())
        .overrideConfiguration(config -> config.retryStrategy(retry -> retry.maxAttempts(1)))
        .build();
  }

  private static void assertRefused(String code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            CloudFrontException.class,
            refusal -> assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo(code));
  }

  private static DistributionConfig.Builder config() {
    return config(
        Origin.builder()
            .id("site")
            .domainName("127.0.0.1")
            .customOriginConfig(
                custom -> custom.httpPort(8090).httpsPort(443).originProtocolPolicy("http-only"))
            .build());
  }

  private static DistributionConfig.Builder config(Origin origin) {
    return DistributionConfig.builder()
        .callerReference(UUID.randomUUID().toString())
        .comment("")
        .enabled(true)
        .origins(origins -> origins.quantity(1).items(origin))
        .defaultCacheBehavior(behavior ->
            behavior
                .targetOriginId(origin.id())
                .viewerProtocolPolicy("allow-all")
                .cachePolicyId(POLICY));
  }

  private static Tag tag(String key, String value) {
    return Tag.builder().key(key).value(value).build();
  }

  private static Signing signing(Record published) {
    return Objects.requireNonNull(published.snapshot()).origins().getFirst().signing();
  }

  private Record publishedRevision(String id, long revision) {
    await(() -> {
      Record record = published.get(id);
      return record != null
          && record.snapshot() != null
          && record.snapshot().revision() == revision;
    });
    return Objects.requireNonNull(published.get(id));
  }

  private void report(long distributionsOffset) throws AppendFailedException {
    EdgeStatus status =
        new EdgeStatus(
            EdgeStatus.SCHEMA,
            "edge",
            "test",
            "http://127.0.0.1:1",
            logId,
            distributionsOffset,
            "",
            -1,
            Duration.ofMinutes(5),
            true,
            0,
            null,
            List.of(),
            Instant.now());
    edges.append("edge", ContractJson.write(status));
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
    public void record(long offset, String id, byte @Nullable [] value) {
      published.put(
          id,
          new Record(
              offset, value == null ? null : ContractJson.read(value, DistributionSnapshot.class)));
    }
  }
}
