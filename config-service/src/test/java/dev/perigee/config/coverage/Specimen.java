package dev.perigee.config.coverage;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;
import software.amazon.awssdk.services.cloudfront.model.CacheBehavior;
import software.amazon.awssdk.services.cloudfront.model.CustomErrorResponse;
import software.amazon.awssdk.services.cloudfront.model.DistributionConfig;
import software.amazon.awssdk.services.cloudfront.model.MonitoringSubscription;
import software.amazon.awssdk.services.cloudfront.model.OriginGroup;
import software.amazon.awssdk.services.cloudfront.model.OriginGroupMember;

/**
 * A distribution on the running service with a value in every setting that is accepted, and the
 * resources that it refers to.
 */
final class Specimen implements AutoCloseable {

  static final String CERTIFICATE =
      "arn:aws:acm:us-east-1:000000000000:certificate/00000000-0000-0000-0000-000000000000";

  private final CloudFrontClient cloudFront;
  private final Materials materials;
  private final String callerReference = UUID.randomUUID().toString();
  private final Watched distribution;
  private final Stages stages;
  private final Streaming streaming;
  private String etag;
  private @Nullable MonitoringSubscription monitored;

  private Specimen(CloudFrontClient cloudFront, Snapshots snapshots) {
    this.cloudFront = cloudFront;
    this.materials = Materials.create(cloudFront);
    var created =
        cloudFront.createDistribution(
            r -> r.distributionConfig(config(plain("*"), plain("/other/*"), "")));
    this.distribution = new Watched(snapshots, created.distribution().id());
    this.etag = created.eTag();
    this.stages = Stages.create(cloudFront, created.distribution().id(), created.eTag());
    this.streaming = Streaming.create(cloudFront, snapshots);
  }

  static Specimen create(URI endpoint, Snapshots snapshots) {
    return new Specimen(
        CloudFrontClient.builder()
            .endpointOverride(endpoint)
            .region(Region.US_EAST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(
                    AwsBasicCredentials.create("COVERAGE", "coverage-secret")))
            .httpClient(UrlConnectionHttpClient.create())
            .build(),
        snapshots);
  }

  /** Every configuration whose settings are to be tried. */
  List<Subject<?>> subjects() {
    Set<String> behaviors = Set.of("DefaultCacheBehavior", "CacheBehaviors");
    change(legacyByDefault());
    DistributionConfig legacy = current();
    change(policiesByDefault());
    return List.of(
        new Subject<>("DistributionConfig", current(), distribution, this::update),
        new Subject<>(
            "DistributionConfig", legacy, distribution, this::update, behaviors::contains),
        part("CachePolicyConfig", Configs.cachePolicy(), materials::update),
        part("OriginRequestPolicyConfig", Configs.originRequestPolicy(), materials::update),
        part("ResponseHeadersPolicyConfig", Configs.responseHeadersPolicy(), materials::update),
        part("OriginAccessControlConfig", Configs.accessControl(), materials::update),
        part("CloudFrontOriginAccessIdentityConfig", materials.identity(), materials::update),
        part("PublicKeyConfig", materials.key(), materials::update),
        part("KeyGroupConfig", materials.keyGroup(), materials::update),
        part("RealtimeLogConfig", Configs.realtimeLog(), materials::update),
        part("MonitoringSubscription", Configs.monitoring("Enabled"), this::monitor),
        part("ContinuousDeploymentPolicyConfig", stages.policy(), stages::update),
        streaming.subject());
  }

  private <C extends SdkPojo> Subject<C> part(String shape, C base, Subject.Update<C> update) {
    return new Subject<>(shape, base, distribution, update);
  }

  /** Values to try, the ids of this service's resources among them. */
  Map<String, List<?>> values() {
    Map<String, List<?>> values = new HashMap<>(Known.VALUES);
    values.put("Items", List.of(materials.otherKey()));
    values.put("RealtimeLogConfigArn", List.of(materials.otherLog()));
    values.put("StagingDistributionDnsNames", List.of(stages.otherDomainName()));
    return values;
  }

  @Override
  public void close() {
    cloudFront.close();
  }

  private DistributionConfig current() {
    return cloudFront.getDistributionConfig(r -> r.id(distribution.id())).distributionConfig();
  }

  private void change(DistributionConfig config) {
    if (update(config)) {
      distribution.changed();
    }
  }

  private boolean update(DistributionConfig config) {
    String before = etag;
    etag =
        cloudFront
            .updateDistribution(
                r -> r.id(distribution.id()).ifMatch(before).distributionConfig(config))
            .eTag();
    return !etag.equals(before);
  }

  private boolean monitor(MonitoringSubscription config) {
    if (config.equals(monitored)) {
      return false;
    }
    cloudFront.createMonitoringSubscription(
        r -> r.distributionId(distribution.id()).monitoringSubscription(config));
    monitored = config;
    return true;
  }

  private DistributionConfig policiesByDefault() {
    return config(
        materials.behavior().pathPattern("*").build(),
        materials.legacyBehavior().pathPattern("/other/legacy/*").build(),
        stages.id());
  }

  private DistributionConfig legacyByDefault() {
    return config(
        materials.legacyBehavior().pathPattern("*").build(),
        materials.behavior().pathPattern("/policies/*").build(),
        stages.id());
  }

  private static CacheBehavior plain(String pathPattern) {
    return Configs.legacyBehavior().pathPattern(pathPattern).build();
  }

  private DistributionConfig config(
      CacheBehavior byDefault, CacheBehavior other, String continuousDeployment) {
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
        .continuousDeploymentPolicyId(continuousDeployment)
        .build();
  }

  private static OriginGroupMember member(String originId) {
    return OriginGroupMember.builder().originId(originId).build();
  }
}
