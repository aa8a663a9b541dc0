package dev.perigee.config.streaming;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perigee.config.FamilyFixture;
import dev.perigee.config.Neighbours;
import dev.perigee.contracts.DistributionSnapshot;
import dev.perigee.contracts.Origin.Kind;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudfront.model.CreateStreamingDistributionResponse;
import software.amazon.awssdk.services.cloudfront.model.StreamingDistributionConfig;
import software.amazon.awssdk.services.cloudfront.model.StreamingDistributionSummary;
import software.amazon.awssdk.services.cloudfront.model.Tag;

/** The legacy family, from the AWS SDK to what is published. */
@QuarkusTest
@QuarkusTestResource(Neighbours.class)
class StreamingDistributionIT extends FamilyFixture {

  private final String alias = "s" + unique() + ".example.org";

  @Test
  void aStreamingDistributionServesItsBucket() {
    CreateStreamingDistributionResponse created =
        create(c -> c.enabled(true).aliases(a -> a.quantity(1).items(alias)));
    String id = created.streamingDistribution().id();
    assertThat(created.location()).isEqualTo(endpoint("/2020-05-31/streaming-distribution/" + id));
    assertThat(created.streamingDistribution().arn())
        .isEqualTo("arn:aws:cloudfront::" + ACCOUNT + ":streaming-distribution/" + id);
    assertThat(created.streamingDistribution().status()).isEqualTo("InProgress");
    DistributionSnapshot snapshot = snapshot(id);
    assertThat(snapshot.revision()).isEqualTo(1);
    assertThat(snapshot.aliases()).containsExactly(alias);
    assertThat(snapshot.enabled()).isTrue();
    assertThat(snapshot.origins())
        .singleElement()
        .satisfies(origin -> {
          assertThat(origin.kind()).isEqualTo(Kind.S3);
          assertThat(origin.domainName()).isEqualTo("media.s3.amazonaws.com");
        });
    assertThat(snapshot.behaviors()).hasSize(1);

    var read = cloudFront.getStreamingDistribution(r -> r.id(id));
    assertThat(read.streamingDistribution().streamingDistributionConfig())
        .isEqualTo(created.streamingDistribution().streamingDistributionConfig());
    var updated =
        cloudFront.updateStreamingDistribution(r ->
            r.id(id)
                .ifMatch(created.eTag())
                .streamingDistributionConfig(
                    read.streamingDistribution().streamingDistributionConfig().toBuilder()
                        .aliases(a -> a.quantity(0))
                        .enabled(false)
                        .logging(l -> l.enabled(true).bucket("logs.s3.amazonaws.com").prefix("p"))
                        .build()));
    assertThat(updated.eTag()).isNotEqualTo(created.eTag());
    assertThat(snapshot(id).revision()).isEqualTo(2);
    assertThat(snapshot(id).reporting().accessLog()).isNotNull();
    create(c -> c.aliases(a -> a.quantity(1).items(alias)));
    assertThat(
            cloudFront
                .listStreamingDistributions(r -> r.maxItems("1000"))
                .streamingDistributionList()
                .items())
        .extracting(StreamingDistributionSummary::id)
        .contains(id);
    assertThat(other.listStreamingDistributions(r -> {}).streamingDistributionList().items())
        .isEmpty();
  }

  @Test
  void versionsAndOwnersCount() {
    CreateStreamingDistributionResponse created = create(c -> c.enabled(true));
    String id = created.streamingDistribution().id();
    StreamingDistributionConfig config =
        created.streamingDistribution().streamingDistributionConfig();
    assertRefused("InvalidIfMatchVersion", () -> update(id, null, config));
    assertRefused("PreconditionFailed", () -> update(id, "E1", config));
    assertRefused("NoSuchStreamingDistribution", () -> update("E0", "E1", config));
    assertRefused(
        "IllegalUpdate",
        () -> update(id, created.eTag(), config.toBuilder().callerReference(unique()).build()));
    assertRefused(
        "StreamingDistributionNotDisabled",
        () -> cloudFront.deleteStreamingDistribution(r -> r.id(id).ifMatch(created.eTag())));
    assertRefused(
        "InvalidIfMatchVersion", () -> cloudFront.deleteStreamingDistribution(r -> r.id(id)));
    assertRefused(
        "PreconditionFailed",
        () -> cloudFront.deleteStreamingDistribution(r -> r.id(id).ifMatch("E1")));
    assertRefused(
        "NoSuchStreamingDistribution",
        () -> other.deleteStreamingDistribution(r -> r.id(id).ifMatch(created.eTag())));
    assertRefused(
        "NoSuchStreamingDistribution", () -> other.getStreamingDistribution(r -> r.id(id)));
    assertRefused(
        "NoSuchStreamingDistribution", () -> other.getStreamingDistributionConfig(r -> r.id(id)));
    assertRefused("AccessDenied", () -> purger.getStreamingDistribution(r -> r.id(id)));
  }

  @Test
  void aRepeatedCreationFindsTheFirst() {
    String reference = unique();
    String id = create(c -> c.callerReference(reference)).streamingDistribution().id();
    assertThat(create(c -> c.callerReference(reference)).streamingDistribution().id())
        .isEqualTo(id);
    assertRefused(
        "StreamingDistributionAlreadyExists",
        () -> create(c -> c.callerReference(reference).comment("other")));
  }

  @Test
  void whatIsWrongIsRefused() {
    assertRefused("InvalidArgument", () -> create(c -> bucket(c, "media.example.org", "")));
    assertRefused(
        "TrustedSignerDoesNotExist",
        () -> create(c -> c.trustedSigners(t -> t.enabled(true).quantity(1).items("self"))));
    assertRefused(
        "InvalidArgument",
        () -> create(c -> c.logging(l -> l.enabled(true).bucket("").prefix(""))));
    assertRefused("InvalidArgument", () -> create(c -> c.priceClass("None")));
    assertRefused(
        "InconsistentQuantities", () -> create(c -> c.aliases(a -> a.quantity(2).items(alias))));
    assertRefused(
        "TooManyStreamingDistributionCNAMEs",
        () ->
            create(c ->
                c.aliases(a ->
                    a.quantity(101)
                        .items(
                            IntStream.range(0, 101)
                                .mapToObj(i -> "n" + i + "." + alias)
                                .toList()))));
    cloudFront.createDistribution(r ->
        r.distributionConfig(
            config(b -> {}).toBuilder().aliases(a -> a.quantity(1).items(alias)).build()));
    assertRefused(
        "CNAMEAlreadyExists", () -> create(c -> c.aliases(a -> a.quantity(1).items(alias))));
    assertRefused(
        "InvalidArgument", () -> cloudFront.listStreamingDistributions(r -> r.maxItems("x")));
  }

  @Test
  void tagsComeWithItAndGoOn() {
    String arn =
        cloudFront
            .createStreamingDistributionWithTags(r ->
                r.streamingDistributionConfigWithTags(both ->
                    both.streamingDistributionConfig(config().build())
                        .tags(t -> t.items(tag("a", "1")))))
            .streamingDistribution()
            .arn();
    cloudFront.tagResource(r -> r.resource(arn).tags(t -> t.items(tag("b", "2"))));
    cloudFront.untagResource(r -> r.resource(arn).tagKeys(k -> k.items("a")));
    assertThat(cloudFront.listTagsForResource(r -> r.resource(arn)).tags().items())
        .containsExactly(tag("b", "2"));
    assertRefused("NoSuchResource", () -> other.listTagsForResource(r -> r.resource(arn)));
    assertRefused(
        "InvalidArgument", () -> cloudFront.listTagsForResource(r -> r.resource("arn:x")));
    assertRefused(
        "InvalidTagging",
        () ->
            cloudFront.tagResource(
                r -> r.resource(arn).tags(t -> t.items(tag("c", "1"), tag("c", "2")))));
    assertRefused(
        "InvalidTagging",
        () ->
            cloudFront.tagResource(r ->
                r.resource(arn)
                    .tags(t ->
                        t.items(IntStream.range(0, 50).mapToObj(i -> tag("n" + i, "")).toList()))));
    assertThat(cloudFront.listTagsForResource(r -> r.resource(arn)).tags().items()).hasSize(1);
    assertRefused(
        "NoSuchResource",
        () -> cloudFront.untagResource(r -> r.resource(arn + "X").tagKeys(k -> k.items("a"))));
  }

  private CreateStreamingDistributionResponse create(
      Consumer<StreamingDistributionConfig.Builder> change) {
    StreamingDistributionConfig.Builder config = config();
    change.accept(config);
    return cloudFront.createStreamingDistribution(
        r -> r.streamingDistributionConfig(config.build()));
  }

  private void update(String id, @Nullable String etag, StreamingDistributionConfig config) {
    cloudFront.updateStreamingDistribution(
        r -> r.id(id).ifMatch(etag).streamingDistributionConfig(config));
  }

  private static StreamingDistributionConfig.Builder config() {
    return bucket(
        StreamingDistributionConfig.builder()
            .callerReference(unique())
            .comment("")
            .enabled(false)
            .trustedSigners(t -> t.enabled(false).quantity(0)),
        "media.s3.amazonaws.com",
        "");
  }

  private static StreamingDistributionConfig.Builder bucket(
      StreamingDistributionConfig.Builder config, String name, String identity) {
    return config.s3Origin(s3 -> s3.domainName(name).originAccessIdentity(identity));
  }

  private static Tag tag(String key, String value) {
    return Tag.builder().key(key).value(value).build();
  }
}
