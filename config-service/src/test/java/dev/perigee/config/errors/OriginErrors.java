package dev.perigee.config.errors;

import static dev.perigee.config.errors.DistributionErrors.refused;
import static dev.perigee.config.errors.Samples.distribution;

import dev.perigee.config.coverage.Configs;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.cloudfront.model.DistributionConfig;
import software.amazon.awssdk.services.cloudfront.model.Origin;
import software.amazon.awssdk.services.cloudfront.model.OriginCustomHeader;
import software.amazon.awssdk.services.cloudfront.model.OriginGroup;

/** Errors of a distribution's origins and origin groups. */
final class OriginErrors implements Errors {

  private static final int TOO_MANY_ORIGINS = 101;
  private static final int TOO_MANY_GROUPS = 11;
  private static final int TOO_MANY_HEADERS = 50;
  private static final int TOO_LONG_SECONDS = 1_000;

  @Override
  public void provoke(Api api) {
    refused(api, "InvalidOrigin", custom(o -> o.domainName("no host")));
    refused(api, "InvalidRelativePath", custom(o -> o.originPath("no-slash")));
    refused(
        api,
        "InvalidOriginReadTimeout",
        custom(o -> o.customOriginConfig(c -> standard(c).originReadTimeout(TOO_LONG_SECONDS))));
    refused(
        api,
        "InvalidOriginKeepaliveTimeout",
        custom(
            o -> o.customOriginConfig(c -> standard(c).originKeepaliveTimeout(TOO_LONG_SECONDS))));
    refused(
        api,
        "TooManyOriginCustomHeaders",
        custom(o -> o.customHeaders(h -> h.quantity(TOO_MANY_HEADERS).items(headers()))));
    refused(
        api,
        "TooManyOrigins",
        distribution(b -> {})
            .origins(o -> o.quantity(TOO_MANY_ORIGINS).items(origins(TOO_MANY_ORIGINS))));
    refused(
        api,
        "TooManyOriginGroupsPerDistribution",
        distribution(b -> {})
            .origins(o -> o.quantity(2).items(origins(2)))
            .originGroups(g -> g.quantity(TOO_MANY_GROUPS).items(groups())));
    String control =
        api.own()
            .createOriginAccessControl(r ->
                r.originAccessControlConfig(
                    Configs.accessControl().copy(c -> c.name(Api.unique()))))
            .originAccessControl()
            .id();
    refused(api, "IllegalOriginAccessConfiguration", custom(o -> o.originAccessControlId(control)));
    refused(
        api,
        "InvalidDomainNameForOriginAccessControl",
        bucket(o -> o.domainName("origin.example.org").originAccessControlId(control)));
    refused(api, "InvalidOriginAccessControl", bucket(o -> o.originAccessControlId("none")));
    refused(
        api,
        "InvalidOriginAccessIdentity",
        bucket(o ->
            o.s3OriginConfig(
                s3 -> s3.originAccessIdentity("origin-access-identity/cloudfront/none"))));
  }

  private static DistributionConfig.Builder custom(Consumer<Origin.Builder> change) {
    return distribution(Samples.customOrigin().copy(change), b -> {});
  }

  private static DistributionConfig.Builder bucket(Consumer<Origin.Builder> change) {
    return distribution(Samples.bucket().copy(change), b -> {});
  }

  private static software.amazon.awssdk.services.cloudfront.model.CustomOriginConfig.Builder
      standard(software.amazon.awssdk.services.cloudfront.model.CustomOriginConfig.Builder config) {
    return config.httpPort(80).httpsPort(443).originProtocolPolicy("http-only");
  }

  private static List<OriginCustomHeader> headers() {
    return IntStream.range(0, TOO_MANY_HEADERS)
        .mapToObj(i -> OriginCustomHeader.builder().headerName("x-" + i).headerValue("v").build())
        .toList();
  }

  private static List<Origin> origins(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> Samples.customOrigin().copy(o -> o.id(i == 0 ? "origin" : "origin-" + i)))
        .toList();
  }

  private static List<OriginGroup> groups() {
    return IntStream.range(0, TOO_MANY_GROUPS)
        .mapToObj(i ->
            OriginGroup.builder()
                .id("group-" + i)
                .failoverCriteria(f -> f.statusCodes(s -> s.quantity(1).items(500)))
                .members(m ->
                    m.quantity(2).items(o -> o.originId("origin"), o -> o.originId("origin-1")))
                .build())
        .toList();
  }
}
