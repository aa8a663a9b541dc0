package dev.perigee.config.streaming;

import software.amazon.awssdk.services.cloudfront.model.PriceClass;
import software.amazon.awssdk.services.cloudfront.model.StreamingDistributionConfig;

/** Fills in what a client left out, as CloudFront shows it when it is read back. */
final class StreamingDefaults {

  private StreamingDefaults() {}

  static StreamingDistributionConfig fill(StreamingDistributionConfig given) {
    StreamingDistributionConfig.Builder filled = given.toBuilder();
    if (given.aliases() == null) {
      filled.aliases(aliases -> aliases.quantity(0));
    }
    if (given.logging() == null || !given.logging().enabled()) {
      filled.logging(logging -> logging.enabled(false).bucket("").prefix(""));
    }
    if (given.priceClass() == null) {
      filled.priceClass(PriceClass.PRICE_CLASS_ALL);
    }
    return filled.build();
  }
}
