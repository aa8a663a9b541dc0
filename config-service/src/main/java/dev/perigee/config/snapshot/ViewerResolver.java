package dev.perigee.config.snapshot;

import dev.perigee.contracts.ViewerRules;
import software.amazon.awssdk.services.cloudfront.model.DistributionConfig;
import software.amazon.awssdk.services.cloudfront.model.HttpVersion;
import software.amazon.awssdk.services.cloudfront.model.PriceClass;

/** Resolves how viewers may reach a distribution, and which viewers. */
final class ViewerResolver {

  private ViewerResolver() {}

  static ViewerRules resolve(DistributionConfig config) {
    return new ViewerRules(
        CertificateRules.resolve(config.viewerCertificate()),
        config.httpVersion() != HttpVersion.HTTP1_1,
        Boolean.TRUE.equals(config.isIPV6Enabled()),
        priceClass(config.priceClass() == null ? PriceClass.PRICE_CLASS_ALL : config.priceClass()),
        GeoRules.resolve(config.restrictions()));
  }

  private static ViewerRules.PriceClass priceClass(PriceClass given) {
    return switch (given) {
      case PRICE_CLASS_100 -> ViewerRules.PriceClass.CLASS_100;
      case PRICE_CLASS_200 -> ViewerRules.PriceClass.CLASS_200;
      case PRICE_CLASS_ALL -> ViewerRules.PriceClass.ALL;
      case NONE, UNKNOWN_TO_SDK_VERSION -> throw NotSupportedYet.refusal("PriceClass " + given);
    };
  }
}
