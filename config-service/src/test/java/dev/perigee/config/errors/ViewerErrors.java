package dev.perigee.config.errors;

import static dev.perigee.config.errors.Api.unique;
import static dev.perigee.config.errors.DistributionErrors.refused;
import static dev.perigee.config.errors.Samples.distribution;

import java.util.function.Consumer;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.cloudfront.model.CustomErrorResponse;
import software.amazon.awssdk.services.cloudfront.model.DistributionConfig;
import software.amazon.awssdk.services.cloudfront.model.ViewerCertificate;

/** Errors of what viewers see: names, certificates, error pages, countries. */
final class ViewerErrors implements Errors {

  private static final String CERTIFICATE =
      "arn:aws:acm:us-east-1:000000000000:certificate/11111111-2222-3333-4444-555555555555";
  private static final int TOO_MANY_ALIASES = 101;

  @Override
  public void provoke(Api api) {
    String alias = unique() + ".example.org";
    api.own().createDistribution(r -> r.distributionConfig(aliases(alias).build()));
    refused(api, "CNAMEAlreadyExists", aliases(alias));
    refused(
        api,
        "TooManyDistributionCNAMEs",
        aliases(
            IntStream.range(0, TOO_MANY_ALIASES)
                .mapToObj(i -> "n" + i + "." + alias)
                .toArray(String[]::new)));
    refused(
        api, "InvalidDefaultRootObject", distribution(b -> {}).defaultRootObject("/index.html"));
    refused(
        api,
        "InvalidViewerCertificate",
        certificate(c -> c.acmCertificateArn("no arn").sslSupportMethod("sni-only")));
    refused(
        api,
        "InvalidProtocolSettings",
        certificate(c ->
            c.acmCertificateArn(CERTIFICATE)
                .sslSupportMethod("sni-only")
                .minimumProtocolVersion("SSLv3")));
    refused(
        api,
        "InvalidMinimumProtocolVersion",
        certificate(c ->
            c.acmCertificateArn(CERTIFICATE)
                .sslSupportMethod("sni-only")
                .minimumProtocolVersion("TLSv9")));
    refused(api, "InvalidErrorCode", error(e -> e.errorCode(418)));
    refused(
        api,
        "InvalidResponseCode",
        error(e -> e.errorCode(404).responsePagePath("/404").responseCode("299")));
    refused(api, "InvalidLocationCode", countries("whitelist", "XX"));
    refused(api, "InvalidGeoRestrictionParameter", countries("whitelist"));
  }

  private static DistributionConfig.Builder aliases(String... aliases) {
    return distribution(b -> {}).aliases(a -> a.quantity(aliases.length).items(aliases));
  }

  private static DistributionConfig.Builder certificate(
      Consumer<ViewerCertificate.Builder> certificate) {
    return distribution(b -> {}).viewerCertificate(certificate);
  }

  private static DistributionConfig.Builder error(Consumer<CustomErrorResponse.Builder> response) {
    return distribution(b -> {}).customErrorResponses(c -> c.quantity(1).items(response));
  }

  private static DistributionConfig.Builder countries(String type, String... countries) {
    return distribution(b -> {})
        .restrictions(r ->
            r.geoRestriction(
                g -> g.restrictionType(type).quantity(countries.length).items(countries)));
  }
}
