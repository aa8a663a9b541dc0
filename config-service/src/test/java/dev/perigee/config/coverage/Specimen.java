package dev.perigee.config.coverage;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;
import software.amazon.awssdk.services.cloudfront.model.CacheBehavior;
import software.amazon.awssdk.services.cloudfront.model.CustomErrorResponse;
import software.amazon.awssdk.services.cloudfront.model.DistributionConfig;
import software.amazon.awssdk.services.cloudfront.model.OriginGroup;
import software.amazon.awssdk.services.cloudfront.model.OriginGroupMember;

/**
 * A distribution on the running service with a value in every setting that is accepted, and the
 * resources that it refers to.
 */
final class Specimen implements AutoCloseable {

  static final String CERTIFICATE =
      "arn:aws:acm:us-east-1:000000000000:certificate/00000000-0000-0000-0000-000000000000";

  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final CloudFrontClient cloudFront;
  private final Snapshots snapshots;
  private final Materials materials;
  private final String callerReference = UUID.randomUUID().toString();
  private final String id;
  private String etag;

  /** How many versions of the distribution there must be. */
  private long revision = 1;

  private Specimen(CloudFrontClient cloudFront, Snapshots snapshots) {
    this.cloudFront = cloudFront;
    this.snapshots = snapshots;
    this.materials = Materials.create(cloudFront);
    var created = cloudFront.createDistribution(r -> r.distributionConfig(policiesByDefault()));
    this.id = created.distribution().id();
    this.etag = created.eTag();
  }

  static Specimen create(URI endpoint, Snapshots snapshots) {
    return new Specimen(
        CloudFrontClient.builder()
            .endpointOverride(endpoint)
            .region(Region.US_EAST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(
                    AwsBasicCredentials.create("OTHER", "other-secret")))
            .httpClient(UrlConnectionHttpClient.create())
            .build(),
        snapshots);
  }

  /** Every configuration whose settings are to be tried. */
  List<Subject<?>> subjects() {
    Set<String> behaviors = Set.of("DefaultCacheBehavior", "CacheBehaviors");
    update(legacyByDefault());
    DistributionConfig legacy = current();
    update(policiesByDefault());
    return List.of(
        new Subject<>("DistributionConfig", current(), this::update),
        new Subject<>("DistributionConfig", legacy, this::update, behaviors::contains),
        new Subject<>("CachePolicyConfig", Configs.cachePolicy(), published(materials::update)),
        new Subject<>(
            "OriginRequestPolicyConfig",
            Configs.originRequestPolicy(),
            published(materials::update)),
        new Subject<>(
            "ResponseHeadersPolicyConfig",
            Configs.responseHeadersPolicy(),
            published(materials::update)),
        new Subject<>(
            "OriginAccessControlConfig", Configs.accessControl(), published(materials::update)),
        new Subject<>("KeyGroupConfig", materials.keyGroup(), published(materials::update)));
  }

  /** Values to try, the ids of this service's resources among them. */
  Map<String, List<?>> values() {
    Map<String, List<?>> values = new HashMap<>(Known.VALUES);
    values.put("Items", List.of(materials.otherKey()));
    return values;
  }

  /** What is published now that all updates are. */
  Snapshots.State published() {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    while (!snapshots.has(id, revision)) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("revision " + revision + " was not published within " + LIMIT);
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
    }
    return snapshots.state(id);
  }

  @Override
  public void close() {
    cloudFront.close();
  }

  private <C> Subject.Update<C> published(Predicate<C> update) {
    return config -> {
      if (update.test(config)) {
        revision++;
      }
    };
  }

  private DistributionConfig current() {
    return cloudFront.getDistributionConfig(r -> r.id(id)).distributionConfig();
  }

  private void update(DistributionConfig config) {
    String next =
        cloudFront
            .updateDistribution(r -> r.id(id).ifMatch(etag).distributionConfig(config))
            .eTag();
    if (!next.equals(etag)) {
      etag = next;
      revision++;
    }
  }

  private DistributionConfig policiesByDefault() {
    return config(
        materials.behavior().pathPattern("*").build(),
        Configs.legacyBehavior(materials.group()).pathPattern("/other/legacy/*").build());
  }

  private DistributionConfig legacyByDefault() {
    return config(
        Configs.legacyBehavior(materials.group()).pathPattern("*").build(),
        materials.behavior().pathPattern("/policies/*").build());
  }

  private DistributionConfig config(CacheBehavior byDefault, CacheBehavior other) {
    return DistributionConfig.builder()
        .callerReference(callerReference)
        .comment("c")
        .enabled(true)
        .aliases(aliases -> aliases.quantity(1).items("specimen.example.org"))
        .defaultRootObject("index.html")
        .origins(origins ->
            origins.quantity(3).items(materials.site(), materials.bucket(), materials.spare()))
        .originGroups(groups ->
            groups
                .quantity(1)
                .items(
                    OriginGroup.builder()
                        .id("group")
                        .failoverCriteria(c -> c.statusCodes(s -> s.quantity(1).items(500)))
                        .members(
                            members -> members.quantity(2).items(member("site"), member("bucket")))
                        .build()))
        .defaultCacheBehavior(Configs.asDefault(byDefault))
        .cacheBehaviors(all -> all.quantity(1).items(other))
        .customErrorResponses(all ->
            all.quantity(1)
                .items(
                    CustomErrorResponse.builder()
                        .errorCode(404)
                        .errorCachingMinTTL(5L)
                        .responsePagePath("/404.html")
                        .responseCode("200")
                        .build()))
        .logging(log ->
            log.enabled(true).includeCookies(false).bucket("logs.s3.amazonaws.com").prefix("p/"))
        .viewerCertificate(certificate ->
            certificate
                .acmCertificateArn(CERTIFICATE)
                .sslSupportMethod("sni-only")
                .minimumProtocolVersion("TLSv1.2_2021"))
        .restrictions(restrictions ->
            restrictions.geoRestriction(
                geo -> geo.restrictionType("whitelist").quantity(1).items("DE")))
        .cacheTagConfig(tags -> tags.headerName("x-tags"))
        .build();
  }

  private static OriginGroupMember member(String originId) {
    return OriginGroupMember.builder().originId(originId).build();
  }
}
