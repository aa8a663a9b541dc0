package dev.perigee.config.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.perigee.config.wire.ApiException;
import dev.perigee.contracts.DistributionSnapshot;
import dev.perigee.contracts.Origin.Kind;
import dev.perigee.contracts.Origin.Signing;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.cloudfront.model.CacheBehavior;
import software.amazon.awssdk.services.cloudfront.model.CustomErrorResponse;
import software.amazon.awssdk.services.cloudfront.model.CustomOriginConfig;
import software.amazon.awssdk.services.cloudfront.model.DefaultCacheBehavior;
import software.amazon.awssdk.services.cloudfront.model.DistributionConfig;
import software.amazon.awssdk.services.cloudfront.model.Method;
import software.amazon.awssdk.services.cloudfront.model.Origin;
import software.amazon.awssdk.services.cloudfront.model.OriginAccessControlConfig;
import software.amazon.awssdk.services.cloudfront.model.OriginCustomHeader;
import software.amazon.awssdk.services.cloudfront.model.OriginGroup;
import software.amazon.awssdk.services.cloudfront.model.OriginGroupMember;
import software.amazon.awssdk.services.cloudfront.model.SslProtocol;
import software.amazon.awssdk.services.cloudfront.model.ViewerCertificate;

/** What is not in force is not accepted, and what is wrong is named. */
class RefusalsTest {

  private static final String MEDIA_PACKAGE =
      "a1b2c3.egress.d4e5f6.mediapackagev2.eu-west-1.amazonaws.com";
  private static final String POLICY = "658327ea-f89d-4fab-a63d-7e88639e58f6";

  private final SnapshotResolver resolver = new SnapshotResolver("perigee.localhost");

  static Stream<Arguments> unsupported() {
    return Stream.of(
        config("WebACLId", c -> c.webACLId("arn:aws:wafv2:x")),
        config("AnycastIpListId", c -> c.anycastIpListId("x")),
        config("HttpVersion", c -> c.httpVersion("http3")),
        config("HttpVersion", c -> c.httpVersion("http2and3")),
        config("PriceClass", c -> c.priceClass("None")),
        config("ConnectionMode", c -> c.connectionMode("tenant-only")),
        config("TenantConfig", c -> c.tenantConfig(t -> {})),
        config("ViewerMtlsConfig", c -> c.viewerMtlsConfig(m -> {})),
        config(
            "ConnectionFunctionAssociation", c -> c.connectionFunctionAssociation(f -> f.id("x"))),
        config(
            "ViewerCertificate.SSLSupportMethod",
            c -> certificate(c, v -> v.sslSupportMethod("vip"))),
        config(
            "ViewerCertificate.SSLSupportMethod",
            c -> certificate(c, v -> v.sslSupportMethod("static-ip"))),
        behavior("SmoothStreaming", b -> b.smoothStreaming(true)),
        behavior("FieldLevelEncryptionId", b -> b.fieldLevelEncryptionId("x")),
        behavior("GrpcConfig", b -> b.grpcConfig(g -> g.enabled(true))),
        behavior("TrustedSigners", b -> b.trustedSigners(t -> t.enabled(true).quantity(0))),
        behavior(
            "LambdaFunctionAssociations", b -> b.lambdaFunctionAssociations(l -> l.quantity(1))),
        behavior("FunctionAssociations", b -> b.functionAssociations(f -> f.quantity(1))),
        origin("VpcOriginConfig", o -> o.vpcOriginConfig(v -> v.vpcOriginId("x"))),
        custom("OriginMtlsConfig", c -> c.originMtlsConfig(m -> m.clientCertificateArn("x"))),
        custom(
            "OriginSslProtocols",
            c -> c.originSslProtocols(s -> s.quantity(1).items(SslProtocol.TLS_V1))));
  }

  static Stream<Arguments> wrong() {
    return Stream.of(
        behavior("NoSuchOrigin", b -> b.targetOriginId("other")),
        behavior("NoSuchCachePolicy", b -> b.cachePolicyId("other")),
        behavior("NoSuchOriginRequestPolicy", b -> b.originRequestPolicyId("other")),
        behavior(
            "InvalidArgument: DefaultCacheBehavior.TrustedKeyGroups: Enabled is true with 0",
            b -> b.trustedKeyGroups(t -> t.enabled(true).quantity(0))),
        behavior(
            "InvalidArgument: DefaultCacheBehavior.TrustedKeyGroups: Enabled is false with 1",
            b -> b.trustedKeyGroups(t -> t.enabled(false).quantity(1).items("a"))),
        behavior(
            "TooManyKeyGroupsAssociatedToDistribution",
            b ->
                b.trustedKeyGroups(
                    t -> t.enabled(true).quantity(5).items("a", "b", "c", "d", "e"))),
        behavior(
            "TrustedKeyGroupDoesNotExist",
            b -> b.trustedKeyGroups(t -> t.enabled(true).quantity(1).items("a"))),
        bucket(
            "InvalidHeadersForS3Origin: the behavior * forwards the header Host",
            b -> b.originRequestPolicyId("216adef6-5c7f-47e4-b989-5492eafa07d3"),
            o -> o),
        bucket(
            "InvalidHeadersForS3Origin",
            b -> b.cachePolicyId("83da9c7e-98b4-4e11-a168-04f0df8e2c65"),
            o -> o),
        bucket(
            "InvalidArgument: The parameter Header Name with value Origin is not allowed as both",
            b -> b.originRequestPolicyId("88a5eaf4-2fd4-4709-b370-b4c650ea3fcf"),
            o -> header(o, "Origin", "x")),
        bucket(
            "IllegalOriginAccessConfiguration",
            o ->
                o.originAccessControlId("x")
                    .s3OriginConfig(
                        s -> s.originAccessIdentity("origin-access-identity/cloudfront/X"))),
        bucket(
            "InvalidOriginAccessIdentity",
            o -> o.s3OriginConfig(s -> s.originAccessIdentity("origin-access-identity/x"))),
        bucket(
            "InvalidOriginAccessIdentity: Origins[site].S3OriginConfig.OriginAccessIdentity: there",
            o ->
                o.s3OriginConfig(
                    s -> s.originAccessIdentity("origin-access-identity/cloudfront/X"))),
        behavior("NoSuchRealtimeLogConfig", b -> b.realtimeLogConfigArn("x")),
        behavior("NoSuchResponseHeadersPolicy", b -> b.responseHeadersPolicyId("other")),
        behavior(
            "InvalidArgument: The parameter ForwardedValues cannot be used",
            b -> b.forwardedValues(f -> f.queryString(false).cookies(c -> c.forward("none")))),
        behavior("InvalidArgument", b -> b.minTTL(0L)),
        behavior("InvalidArgument", b -> b.cachePolicyId(null)),
        behavior("InvalidTTLOrder", b -> legacy(b).minTTL(10L).defaultTTL(5L).maxTTL(20L)),
        behavior("InvalidTTLOrder", b -> legacy(b).minTTL(1L).defaultTTL(5L).maxTTL(4L)),
        behavior("InvalidArgument", b -> legacy(b).minTTL(-1L).defaultTTL(5L).maxTTL(6L)),
        behavior(
            "InvalidArgument: DefaultCacheBehavior.ForwardedValues.QueryString cannot be false",
            b ->
                legacy(b)
                    .forwardedValues(f ->
                        f.queryString(false)
                            .cookies(c -> c.forward("none"))
                            .queryStringCacheKeys(k -> k.quantity(1).items("a")))),
        behavior(
            "InvalidForwardCookies",
            b ->
                legacy(b)
                    .forwardedValues(
                        f -> f.queryString(false).cookies(c -> c.forward("whitelist")))),
        behavior(
            "InvalidArgument: DefaultCacheBehavior.MinTTL",
            b ->
                legacy(b)
                    .minTTL(1L)
                    .forwardedValues(f ->
                        f.queryString(false)
                            .cookies(c -> c.forward("none"))
                            .headers(h -> h.quantity(1).items("*")))),
        behavior("InvalidArgument", b -> b.allowedMethods(m -> m.quantity(1).items(Method.GET))),
        behavior(
            "InvalidArgument",
            b ->
                b.allowedMethods(m ->
                    m.quantity(2)
                        .items(Method.GET, Method.HEAD)
                        .cachedMethods(
                            c -> c.quantity(3).items(Method.GET, Method.HEAD, Method.OPTIONS)))),
        config("InvalidDefaultRootObject", c -> c.defaultRootObject("/index.html")),
        config("InvalidErrorCode", c -> errors(c, e -> e.errorCode(418))),
        config(
            "NoSuchContinuousDeploymentPolicy: ContinuousDeploymentPolicyId: there is no",
            c -> c.continuousDeploymentPolicyId("x")),
        config(
            "InvalidArgument: ContinuousDeploymentPolicyId: x (expected: none",
            c -> c.staging(true).continuousDeploymentPolicyId("x")),
        config(
            "InvalidArgument: Aliases: [a.example.org] (expected: none",
            c -> alias(c.staging(true), "a.example.org")),
        config("InvalidErrorCode", c -> errors(c, e -> e.errorCode(410))),
        config(
            "InvalidArgument: CustomErrorResponses[404].ResponsePagePath: required",
            c -> errors(c, e -> e.errorCode(404).responseCode("200"))),
        config(
            "InvalidResponseCode", c -> errors(c, e -> e.errorCode(404).responsePagePath("/404"))),
        config(
            "InvalidResponseCode",
            c -> errors(c, e -> e.errorCode(404).responsePagePath("/404").responseCode("302"))),
        config(
            "InvalidResponseCode",
            c -> errors(c, e -> e.errorCode(404).responsePagePath("/404").responseCode("+200"))),
        config(
            "InvalidArgument: CustomErrorResponses[404].ResponsePagePath: 404.html",
            c -> errors(c, e -> e.errorCode(404).responsePagePath("404.html").responseCode("404"))),
        config(
            "InvalidArgument: CustomErrorResponses[404].ResponsePagePath: /a?b",
            c -> errors(c, e -> e.errorCode(404).responsePagePath("/a?b").responseCode("404"))),
        config(
            "InvalidArgument: CustomErrorResponses[412].ResponsePagePath: there are no",
            c -> errors(c, e -> e.errorCode(412).responsePagePath("/a").responseCode("200"))),
        config(
            "InvalidArgument: CustomErrorResponses[404].ErrorCachingMinTTL: -1",
            c -> errors(c, e -> e.errorCode(404).errorCachingMinTTL(-1L))),
        config("InvalidGeoRestrictionParameter", c -> countries(c, "none", "DE")),
        config("InvalidGeoRestrictionParameter", c -> countries(c, "whitelist")),
        config("InvalidGeoRestrictionParameter", c -> countries(c, "blacklist", "DE", "DE")),
        config("InvalidLocationCode", c -> countries(c, "whitelist", "de")),
        config("InvalidLocationCode", c -> countries(c, "whitelist", "XX")),
        config(
            "InvalidViewerCertificate: ViewerCertificate: expected one of",
            c -> c.viewerCertificate(v -> v.cloudFrontDefaultCertificate(false))),
        config(
            "InvalidViewerCertificate: ViewerCertificate: expected one of",
            c -> certificate(c, v -> v.cloudFrontDefaultCertificate(true))),
        config(
            "InvalidViewerCertificate: ViewerCertificate: expected one of",
            c -> certificate(c, v -> v.iamCertificateId("ASCAEXAMPLE123EXAMPLE"))),
        config(
            "InvalidViewerCertificate: ViewerCertificate.ACMCertificateArn",
            c ->
                certificate(
                    c,
                    v -> v.acmCertificateArn("arn:aws:acm:eu-west-1:000000000000:certificate/1"))),
        config(
            "InvalidViewerCertificate: ViewerCertificate.IAMCertificateId",
            c -> certificate(c, v -> v.acmCertificateArn(null).iamCertificateId("x"))),
        config(
            "InvalidViewerCertificate: ViewerCertificate.SSLSupportMethod",
            c -> certificate(c, v -> v.sslSupportMethod((String) null))),
        config(
            "InvalidViewerCertificate: ViewerCertificate.Certificate",
            c -> certificate(c, v -> v.certificate("other"))),
        config(
            "InvalidViewerCertificate: ViewerCertificate.CertificateSource",
            c -> certificate(c, v -> v.certificateSource("iam"))),
        config(
            "InvalidProtocolSettings", c -> certificate(c, v -> v.minimumProtocolVersion("SSLv3"))),
        config(
            "InvalidMinimumProtocolVersion",
            c -> certificate(c, v -> v.minimumProtocolVersion("TLSv9"))),
        config("InvalidArgument: Logging.Bucket", c -> c.logging(l -> l.enabled(true))),
        config(
            "InvalidArgument: Logging.Bucket",
            c -> c.logging(l -> l.enabled(true).bucket("logs").prefix(""))),
        config(
            "InvalidArgument: Logging.Prefix",
            c -> c.logging(l -> l.enabled(true).bucket("logs.s3.amazonaws.com").prefix("/logs"))),
        config(
            "InvalidArgument: Logging.Prefix",
            c -> c.logging(l -> l.enabled(true).bucket("logs.s3.amazonaws.com").prefix("a/../b"))),
        config(
            "InvalidArgument: CacheTagConfig.HeaderName",
            c -> c.cacheTagConfig(t -> t.headerName("a b"))),
        config(
            "InvalidArgument: OriginGroups: a group's Id is empty",
            c -> groups(c, group("", 503, "site", "other"))),
        config(
            "InvalidArgument: OriginGroups[site].Id: an origin has the same",
            c -> groups(c, group("site", 503, "site", "other"))),
        config(
            "InvalidArgument: OriginGroups[g] is there more than once",
            c -> groups(c, group("g", 503, "site", "other"), group("g", 503, "site", "other"))),
        config(
            "InvalidArgument: OriginGroups[g].Members: [site]",
            c -> groups(c, group("g", 503, "site"))),
        config(
            "InvalidArgument: OriginGroups[g].Members: [site, site]",
            c -> groups(c, group("g", 503, "site", "site"))),
        config(
            "NoSuchOrigin: OriginGroups[g].Members: there is no origin third",
            c -> groups(c, group("g", 503, "site", "third"))),
        config(
            "InvalidArgument: OriginGroups[g].FailoverCriteria.StatusCodes: [410]",
            c -> groups(c, group("g", 410, "site", "other"))),
        config(
            "TooManyOriginGroupsPerDistribution",
            c ->
                groups(
                    c,
                    IntStream.rangeClosed(0, 10)
                        .mapToObj(i -> group("g" + i, 503, "site", "other"))
                        .toArray(OriginGroup[]::new))),
        config(
            "InvalidArgument: The parameter AllowedMethods cannot include POST",
            c ->
                groups(c, group("g", 503, "site", "other"))
                    .defaultCacheBehavior(
                        everything()
                            .targetOriginId("g")
                            .allowedMethods(m ->
                                m.quantity(7)
                                    .itemsWithStrings(
                                        "GET", "HEAD", "OPTIONS", "PUT", "POST", "PATCH", "DELETE"))
                            .build())),
        origin(
            "InvalidArgument: Origins[site].OriginShield.OriginShieldRegion: required",
            o -> o.originShield(s -> s.enabled(true))),
        custom(
            "InvalidArgument: Origins[site].CustomOriginConfig.OriginSslProtocols",
            c -> c.originSslProtocols(s -> s.quantity(0).items(List.of()))),
        custom(
            "InvalidArgument: Origins[site].CustomOriginConfig.OriginSslProtocols",
            c ->
                c.originSslProtocols(
                    s -> s.quantity(2).items(SslProtocol.TLS_V1_2, SslProtocol.TLS_V1_2))),
        config("InvalidArgument: Comment", c -> c.comment("c".repeat(129))),
        config("InvalidArgument: Aliases", c -> alias(c, "no host")),
        config("InvalidArgument: Aliases", c -> alias(c, "localhost")),
        config("InvalidArgument: Aliases", c -> alias(c, "a.*.example.org")),
        config("InvalidArgument: Aliases", c -> alias(c, "e2.perigee.localhost")),
        config("InvalidArgument: CacheBehaviors[/ä]", c -> ordered(c, "/ä")),
        config("InvalidArgument: CacheBehaviors[/a b]", c -> ordered(c, "/a b")),
        config("InvalidArgument: CacheBehaviors[a", c -> ordered(c, "a".repeat(256))),
        config(
            "InvalidArgument: CacheBehaviors[/a] is there more than once",
            c -> ordered(c, "a", "/a")),
        origin("InvalidOrigin", o -> o.customOriginConfig((CustomOriginConfig) null)),
        origin("InvalidOrigin", o -> o.domainName("http://example.org")),
        origin("InvalidOrigin", o -> o.domainName("example.org:81")),
        origin("InvalidRelativePath", o -> o.originPath("a")),
        origin("InvalidRelativePath", o -> o.originPath("/a/")),
        origin("InvalidArgument", o -> o.connectionAttempts(4)),
        origin("InvalidArgument", o -> o.connectionTimeout(0)),
        origin("InvalidArgument", o -> o.responseCompletionTimeout(29)),
        origin("IllegalOriginAccessConfiguration", o -> o.originAccessControlId("x")),
        origin(
            "InvalidOriginAccessControl: Origins[site].OriginAccessControlId: bucket is for s3",
            o -> o.domainName(MEDIA_PACKAGE).originAccessControlId("bucket")),
        origin(
            "InvalidOriginAccessControl: Origins[site].OriginAccessControlId: live is for media",
            o ->
                o.domainName("b.s3.amazonaws.com")
                    .customOriginConfig((CustomOriginConfig) null)
                    .s3OriginConfig(s -> s.originAccessIdentity(""))
                    .originAccessControlId("live")),
        origin(
            "InvalidOriginAccessControl",
            o ->
                o.domainName("b.s3.amazonaws.com")
                    .customOriginConfig((CustomOriginConfig) null)
                    .s3OriginConfig(s -> s.originAccessIdentity(""))
                    .originAccessControlId("x")),
        origin(
            "InvalidArgument: Origins[site].DomainName",
            o ->
                o.customOriginConfig((CustomOriginConfig) null)
                    .s3OriginConfig(s -> s.originAccessIdentity(""))),
        origin("InvalidArgument", o -> header(o, "Host", "x")),
        origin("InvalidArgument", o -> header(o, "perigee-origin", "x")),
        origin("InvalidArgument", o -> header(o, "X-Amz-Date", "x")),
        origin("InvalidArgument", o -> header(o, "Bad Name", "x")),
        origin("InvalidArgument", o -> header(o, "X-A", "a\r\nX-B: c")),
        custom("InvalidArgument", c -> c.httpPort(22)),
        custom("InvalidOriginReadTimeout", c -> c.originReadTimeout(121)),
        custom("InvalidOriginKeepaliveTimeout", c -> c.originKeepaliveTimeout(0)));
  }

  @Test
  void theBaseOfTheseTestsIsAccepted() {
    assertThatCode(() -> resolve(base().build())).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @MethodSource("unsupported")
  void whatPerigeeDoesNotDoYetIsRefusedByName(String member, DistributionConfig config) {
    assertThatThrownBy(() -> resolve(config))
        .isInstanceOf(ApiException.class)
        .hasMessageContaining(member)
        .hasMessageEndingWith(": Perigee does not support this yet");
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void whatIsWrongIsRefused(String message, DistributionConfig config) {
    assertThatThrownBy(() -> resolve(config))
        .isInstanceOfSatisfying(
            ApiException.class, refusal -> assertThat(refusal.status()).isBetween(400, 499))
        .hasMessageStartingWith(message);
  }

  @Test
  void requestsToMediaPackageAreSignedAsItsAccessControlSays() {
    dev.perigee.contracts.Origin origin =
        resolved("E1", withOrigin(o -> o.domainName(MEDIA_PACKAGE).originAccessControlId("live")))
            .origins()
            .getFirst();
    assertThat(origin.kind()).isEqualTo(Kind.MEDIA_PACKAGE);
    assertThat(origin.signing()).isEqualTo(Signing.ALWAYS);
    assertThat(resolved("E1", withOrigin(o -> o.domainName(MEDIA_PACKAGE))).origins().getFirst())
        .satisfies(unsigned -> assertThat(unsigned.kind()).isEqualTo(Kind.HTTP));
  }

  @Test
  void anOriginsFingerprintTellsDefinitionsApart() {
    String one = fingerprint("E1", base().build());
    assertThat(fingerprint("E1", base().build())).isEqualTo(one).hasSize(32);
    assertThat(fingerprint("E2", base().build())).isNotEqualTo(one);
    assertThat(fingerprint("E1", withOrigin(o -> o.originPath("/x")))).isNotEqualTo(one);
  }

  @Test
  void aGroupsFingerprintNamesItsMembers() {
    DistributionConfig.Builder config = groups(base(), group("g", 500, "site", "other"));
    String one = groupFingerprint(config.build());
    assertThat(one).hasSize(32);
    assertThat(groupFingerprint(config.build())).isEqualTo(one);
    assertThat(groupFingerprint(groups(base(), group("g", 503, "site", "other")).build()))
        .isNotEqualTo(one);
    assertThat(groupFingerprint(groups(base(), group("g", 500, "other", "site")).build()))
        .isNotEqualTo(one);
    DistributionConfig changed =
        config
            .origins(origins ->
                origins
                    .quantity(2)
                    .items(site().build(), site().id("other").originPath("/x").build()))
            .build();
    assertThat(groupFingerprint(changed)).as("a member's definition counts").isNotEqualTo(one);
  }

  private String fingerprint(String id, DistributionConfig config) {
    return resolved(id, config).origins().getFirst().fingerprint();
  }

  private String groupFingerprint(DistributionConfig config) {
    return String.valueOf(resolved("E1", config).originGroups().getFirst().fingerprint());
  }

  private DistributionSnapshot resolved(String id, DistributionConfig config) {
    return resolver.resolve(
        new Identity(id, 1, "000000000000", "x.perigee.localhost"), config, catalogue());
  }

  private static TestCatalogue catalogue() {
    TestCatalogue catalogue = new TestCatalogue();
    catalogue.originAccessControls.put("bucket", accessControl("s3"));
    catalogue.originAccessControls.put("live", accessControl("mediapackagev2"));
    return catalogue;
  }

  private static OriginAccessControlConfig accessControl(String type) {
    return OriginAccessControlConfig.builder()
        .name(type)
        .signingProtocol("sigv4")
        .signingBehavior("always")
        .originAccessControlOriginType(type)
        .build();
  }

  private void resolve(DistributionConfig config) {
    resolver.resolve(
        new Identity("E1", 1, "000000000000", "e1.perigee.localhost"), config, catalogue());
  }

  private static DistributionConfig.Builder base() {
    return DistributionConfig.builder()
        .callerReference("r")
        .comment("")
        .enabled(true)
        .origins(origins -> origins.quantity(1).items(site().build()))
        .defaultCacheBehavior(everything().build());
  }

  private static Origin.Builder site() {
    return Origin.builder().id("site").domainName("example.org").customOriginConfig(http().build());
  }

  private static CustomOriginConfig.Builder http() {
    return CustomOriginConfig.builder()
        .httpPort(80)
        .httpsPort(443)
        .originProtocolPolicy("http-only");
  }

  private static DefaultCacheBehavior.Builder everything() {
    return DefaultCacheBehavior.builder()
        .targetOriginId("site")
        .viewerProtocolPolicy("allow-all")
        .cachePolicyId(POLICY);
  }

  private static DefaultCacheBehavior.Builder legacy(DefaultCacheBehavior.Builder behavior) {
    return behavior
        .cachePolicyId(null)
        .forwardedValues(f -> f.queryString(false).cookies(c -> c.forward("none")));
  }

  private static DistributionConfig.Builder alias(DistributionConfig.Builder config, String name) {
    return config.aliases(aliases -> aliases.quantity(1).items(name));
  }

  private static DistributionConfig.Builder certificate(
      DistributionConfig.Builder config, UnaryOperator<ViewerCertificate.Builder> change) {
    return config.viewerCertificate(
        change
            .apply(
                ViewerCertificate.builder()
                    .acmCertificateArn("arn:aws:acm:us-east-1:000000000000:certificate/1")
                    .sslSupportMethod("sni-only"))
            .build());
  }

  private static DistributionConfig.Builder countries(
      DistributionConfig.Builder config, String type, String... countries) {
    return config.restrictions(restrictions ->
        restrictions.geoRestriction(
            geo -> geo.restrictionType(type).quantity(countries.length).items(countries)));
  }

  private static DistributionConfig.Builder groups(
      DistributionConfig.Builder config, OriginGroup... groups) {
    return config
        .origins(origins -> origins.quantity(2).items(site().build(), site().id("other").build()))
        .originGroups(all -> all.quantity(groups.length).items(groups));
  }

  private static OriginGroup group(String id, int status, String... members) {
    return OriginGroup.builder()
        .id(id)
        .failoverCriteria(
            criteria -> criteria.statusCodes(statuses -> statuses.quantity(1).items(status)))
        .members(all ->
            all.quantity(members.length)
                .items(
                    Stream.of(members)
                        .map(member -> OriginGroupMember.builder().originId(member).build())
                        .toList()))
        .build();
  }

  private static DistributionConfig.Builder ordered(
      DistributionConfig.Builder config, String... patterns) {
    return config.cacheBehaviors(behaviors ->
        behaviors
            .quantity(patterns.length)
            .items(
                Stream.of(patterns)
                    .map(pattern ->
                        CacheBehavior.builder()
                            .pathPattern(pattern)
                            .targetOriginId("site")
                            .viewerProtocolPolicy("allow-all")
                            .cachePolicyId(POLICY)
                            .build())
                    .toList()));
  }

  private static DistributionConfig.Builder errors(
      DistributionConfig.Builder config, UnaryOperator<CustomErrorResponse.Builder> change) {
    return config.customErrorResponses(responses ->
        responses.quantity(1).items(change.apply(CustomErrorResponse.builder()).build()));
  }

  private static Origin.Builder header(Origin.Builder origin, String name, String value) {
    return origin.customHeaders(headers ->
        headers
            .quantity(1)
            .items(OriginCustomHeader.builder().headerName(name).headerValue(value).build()));
  }

  private static Arguments config(
      String expected, UnaryOperator<DistributionConfig.Builder> change) {
    return Arguments.of(expected, change.apply(base()).build());
  }

  private static Arguments behavior(
      String expected, UnaryOperator<DefaultCacheBehavior.Builder> change) {
    return config(expected, c -> c.defaultCacheBehavior(change.apply(everything()).build()));
  }

  private static Arguments origin(String expected, UnaryOperator<Origin.Builder> change) {
    return Arguments.of(expected, withOrigin(change));
  }

  private static Arguments bucket(String expected, UnaryOperator<Origin.Builder> change) {
    return bucket(expected, b -> b, change);
  }

  private static Arguments bucket(
      String expected,
      UnaryOperator<DefaultCacheBehavior.Builder> behavior,
      UnaryOperator<Origin.Builder> change) {
    Origin.Builder bucket =
        site()
            .domainName("b.s3.amazonaws.com")
            .customOriginConfig((CustomOriginConfig) null)
            .s3OriginConfig(s3 -> s3.originAccessIdentity(""));
    return config(
        expected,
        c ->
            c.defaultCacheBehavior(behavior.apply(everything()).build())
                .origins(origins -> origins.quantity(1).items(change.apply(bucket).build())));
  }

  private static Arguments custom(
      String expected, UnaryOperator<CustomOriginConfig.Builder> change) {
    return origin(expected, o -> o.customOriginConfig(change.apply(http()).build()));
  }

  private static DistributionConfig withOrigin(UnaryOperator<Origin.Builder> change) {
    return base()
        .origins(origins -> origins.quantity(1).items(change.apply(site()).build()))
        .build();
  }
}
