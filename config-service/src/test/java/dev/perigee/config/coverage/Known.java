package dev.perigee.config.coverage;

import dev.perigee.config.coverage.Values.Together;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.cloudfront.model.CachePolicyHeadersConfig;
import software.amazon.awssdk.services.cloudfront.model.CookiePreference;
import software.amazon.awssdk.services.cloudfront.model.ForwardedValues;
import software.amazon.awssdk.services.cloudfront.model.GeoRestriction;
import software.amazon.awssdk.services.cloudfront.model.OriginShield;
import software.amazon.awssdk.services.cloudfront.model.ResponseHeadersPolicyXSSProtection;
import software.amazon.awssdk.services.cloudfront.model.TrafficConfig;
import software.amazon.awssdk.services.cloudfront.model.TrustedKeyGroups;
import software.amazon.awssdk.services.cloudfront.model.ViewerCertificate;

/** What the walk cannot find out by itself. */
final class Known {

  private static final String PEOPLE = "for people";
  private static final String CERTIFICATE = Specimen.CERTIFICATE;
  private static final TrafficConfig BY_HEADER = Stages.byHeader("aws-cf-cd-x", "v");

  /** Values of settings that not every text or number is valid for. */
  static final Map<String, List<?>> VALUES =
      Map.ofEntries(
          Map.entry("Aliases", List.of("other.example.org")),
          Map.entry("DefaultRootObject", List.of("other.html")),
          Map.entry("ConnectionMode", List.of("tenant-only")),
          Map.entry("ContinuousDeploymentPolicyId", List.of("")),
          Map.entry("CacheTagConfig.HeaderName", List.of("x-other-tags")),
          Map.entry("GeoRestriction", List.of("FR")),
          Map.entry("Logging.Bucket", List.of("other.s3.amazonaws.com")),
          Map.entry("Logging.Prefix", List.of("other/")),
          Map.entry("PathPattern", List.of("/other/*")),
          Map.entry("TargetOriginId", List.of("bucket")),
          Map.entry(
              "AllowedMethods",
              List.of(
                  List.of("GET", "HEAD"),
                  List.of("GET", "HEAD", "OPTIONS", "PUT", "POST", "PATCH", "DELETE"))),
          Map.entry("CachedMethods", List.of(List.of("GET", "HEAD", "OPTIONS"))),
          Map.entry("CachePolicyId", List.of("b2884449-e4de-46a7-ac36-70bc7f1ddd6d")),
          Map.entry("OriginRequestPolicyId", List.of("216adef6-5c7f-47e4-b989-5492eafa07d3")),
          Map.entry("ResponseHeadersPolicyId", List.of("60669652-455b-4ae9-85a4-c4c02393f86c")),
          Map.entry("DefaultTTL", List.of(500L)),
          Map.entry("MaxTTL", List.of(5000L)),
          Map.entry("FunctionARN", List.of("arn:aws:cloudfront::000000000000:function/x-other")),
          Map.entry("Origins.DomainName", List.of("other.example.org", "other.s3.amazonaws.com")),
          Map.entry("OriginPath", List.of("/other")),
          Map.entry("OriginAccessControlId", List.of("")),
          Map.entry("OriginAccessIdentity", List.of("")),
          Map.entry("OriginShieldRegion", List.of("eu-west-1")),
          Map.entry("OriginSslProtocols", List.of(List.of("TLSv1.1", "TLSv1.2"), List.of("TLSv1"))),
          Map.entry("HTTPPort", List.of(8080)),
          Map.entry("HTTPSPort", List.of(8443)),
          Map.entry("ConnectionAttempts", List.of(2)),
          Map.entry("ConnectionTimeout", List.of(5)),
          Map.entry("ResponseCompletionTimeout", List.of(200)),
          Map.entry("StatusCodes", List.of(502)),
          Map.entry("Members.OriginId", List.of("spare")),
          Map.entry("ErrorCode", List.of(403)),
          Map.entry("Fields", List.of("c-ip")),
          Map.entry("RoleARN", List.of("arn:aws:iam::111111111111:role/other")),
          Map.entry("StreamARN", List.of("arn:aws:kinesis:us-east-1:111111111111:stream/other")),
          Map.entry("IdleTTL", List.of(400)),
          Map.entry("MaximumTTL", List.of(1200)),
          Map.entry("SingleWeightConfig.Weight", List.of(0.1f)),
          Map.entry("S3Origin.DomainName", List.of("other.s3.amazonaws.com")),
          Map.entry("ResponsePagePath", List.of("/other.html")),
          Map.entry("ResponseCode", List.of("503")));

  /** Settings that only change together with others beside them. */
  static final Map<String, Together> TOGETHER =
      Map.ofEntries(
          Map.entry(
              "Cookies.Forward",
              new Together(
                  1,
                  List.of(
                      CookiePreference.builder().forward("all").build(),
                      CookiePreference.builder().forward("none").build()))),
          Map.entry(
              "ForwardedValues.QueryString",
              new Together(
                  1,
                  List.of(
                      ForwardedValues.builder()
                          .queryString(false)
                          .cookies(cookies -> cookies.forward("none"))
                          .headers(headers -> headers.quantity(0))
                          .queryStringCacheKeys(keys -> keys.quantity(0))
                          .build()))),
          Map.entry(
              "RestrictionType",
              new Together(
                  1,
                  List.of(
                      GeoRestriction.builder().restrictionType("none").quantity(0).build(),
                      GeoRestriction.builder()
                          .restrictionType("blacklist")
                          .quantity(1)
                          .items("DE")
                          .build()))),
          Map.entry(
              "ACMCertificateArn",
              new Together(1, List.of(certificate().acmCertificateArn(CERTIFICATE + "2").build()))),
          Map.entry(
              "IAMCertificateId",
              new Together(
                  1, List.of(certificate().iamCertificateId("ASCAEXAMPLE1234567890").build()))),
          Map.entry(
              "TrustedKeyGroups.Enabled",
              new Together(
                  1, List.of(TrustedKeyGroups.builder().enabled(false).quantity(0).build()))),
          Map.entry(
              "ParametersInCacheKeyAndForwardedToOrigin.HeadersConfig.HeaderBehavior",
              new Together(
                  1, List.of(CachePolicyHeadersConfig.builder().headerBehavior("none").build()))),
          Map.entry(
              "XSSProtection.Protection",
              new Together(
                  1,
                  List.of(
                      ResponseHeadersPolicyXSSProtection.builder()
                          .override(true)
                          .protection(false)
                          .build()))),
          Map.entry(
              "XSSProtection.ReportUri",
              new Together(
                  1,
                  List.of(
                      ResponseHeadersPolicyXSSProtection.builder()
                          .override(true)
                          .protection(true)
                          .reportUri("https://example.org/report")
                          .build()))),
          Map.entry(
              "XSSProtection.ModeBlock",
              new Together(
                  1,
                  List.of(
                      ResponseHeadersPolicyXSSProtection.builder()
                          .override(true)
                          .protection(true)
                          .modeBlock(false)
                          .build()))),
          Map.entry(
              "CloudFrontDefaultCertificate",
              new Together(
                  1,
                  List.of(ViewerCertificate.builder().cloudFrontDefaultCertificate(true).build()))),
          Map.entry("TrafficConfig.Type", new Together(1, List.of(BY_HEADER))),
          Map.entry("TrafficConfig.SingleHeaderConfig", new Together(1, List.of(BY_HEADER))),
          Map.entry(
              "OriginShield.Enabled",
              new Together(1, List.of(OriginShield.builder().enabled(false).build()))));

  /** Settings that the data plane has nothing to do with. */
  static final Map<String, String> BINDS_NOTHING =
      Map.ofEntries(
          Map.entry("DistributionConfig.CallerReference", "names the request; cannot be changed"),
          Map.entry("DistributionConfig.Comment", PEOPLE),
          Map.entry(
              "DistributionConfig.ViewerCertificate.Certificate",
              "says again what ACMCertificateArn or IAMCertificateId says"),
          Map.entry(
              "DistributionConfig.ViewerCertificate.CertificateSource",
              "says again which of the other members there is"),
          Map.entry("CachePolicyConfig.Name", PEOPLE),
          Map.entry("CachePolicyConfig.Comment", PEOPLE),
          Map.entry("OriginRequestPolicyConfig.Name", PEOPLE),
          Map.entry("OriginRequestPolicyConfig.Comment", PEOPLE),
          Map.entry("ResponseHeadersPolicyConfig.Name", PEOPLE),
          Map.entry("ResponseHeadersPolicyConfig.Comment", PEOPLE),
          Map.entry("OriginAccessControlConfig.Name", PEOPLE),
          Map.entry("OriginAccessControlConfig.Description", PEOPLE),
          Map.entry("CloudFrontOriginAccessIdentityConfig.Comment", PEOPLE),
          Map.entry("PublicKeyConfig.Comment", PEOPLE),
          Map.entry("RealtimeLogConfig.ARN", "made from the name"),
          Map.entry(
              "RealtimeLogConfig.EndPoints.KinesisStreamConfig.RoleARN",
              "there are no roles of AWS's here"),
          Map.entry("StreamingDistributionConfig.CallerReference", "names the request"),
          Map.entry("StreamingDistributionConfig.Comment", PEOPLE),
          Map.entry("KeyGroupConfig.Name", PEOPLE),
          Map.entry("KeyGroupConfig.Comment", PEOPLE));

  /** Settings that cannot be changed. */
  static final Map<String, String> FIXED =
      Map.of(
          "DistributionConfig.Staging", "fixed when the distribution is copied from another",
          "OriginAccessControlConfig.OriginAccessControlOriginType",
              "`s3` and `mediapackagev2`; the type of one in use stays",
          "CloudFrontOriginAccessIdentityConfig.CallerReference", "names the request",
          "PublicKeyConfig.CallerReference", "names the request",
          "PublicKeyConfig.Name", "fixed when the key is created",
          "PublicKeyConfig.EncodedKey", "fixed when the key is created",
          "RealtimeLogConfig.Name", "names the configuration",
          "RealtimeLogConfig.EndPoints.StreamType", "one value is all there is");

  /** Settings of what no snapshot holds yet. */
  static final List<Verdict> UNTRIED =
      List.of(
          unused("FunctionConfig.Comment"),
          unused("FunctionConfig.Runtime"),
          unused("FunctionConfig.KeyValueStoreAssociations"),
          unused("CreateFunctionRequest.FunctionCode"));

  /** Places of the snapshot that the data plane does not look at yet. */
  static final Map<String, String> PENDING = Map.of();

  private Known() {}

  private static Verdict unused(String path) {
    return new Verdict(
        path, Verdict.State.BINDS_NOTHING, "no behaviour can name a function until functions run");
  }

  private static ViewerCertificate.Builder certificate() {
    return ViewerCertificate.builder()
        .sslSupportMethod("sni-only")
        .minimumProtocolVersion("TLSv1.2_2021");
  }
}
