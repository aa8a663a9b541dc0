package dev.perigee.config.catalogue;

import dev.perigee.contracts.HeaderField;
import dev.perigee.contracts.Staging;
import dev.perigee.contracts.Staging.Stickiness;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudfront.model.ContinuousDeploymentPolicyConfig;
import software.amazon.awssdk.services.cloudfront.model.ContinuousDeploymentSingleHeaderConfig;
import software.amazon.awssdk.services.cloudfront.model.ContinuousDeploymentSingleWeightConfig;
import software.amazon.awssdk.services.cloudfront.model.SessionStickinessConfig;
import software.amazon.awssdk.services.cloudfront.model.TrafficConfig;

/** Continuous deployment policies in the snapshot's form. */
final class ContinuousDeployment {

  private ContinuousDeployment() {}

  /** A policy that was checked when it was stored; empty where it is not enabled. */
  static Optional<Staging> resolve(ContinuousDeploymentPolicyConfig config) {
    TrafficConfig traffic = config.trafficConfig();
    if (!config.enabled() || traffic == null) {
      return Optional.empty();
    }
    String domainName = config.stagingDistributionDnsNames().items().getFirst();
    String id = domainName.substring(0, domainName.indexOf('.')).toUpperCase(Locale.ROOT);
    ContinuousDeploymentSingleHeaderConfig header = traffic.singleHeaderConfig();
    if (header != null) {
      return Optional.of(
          new Staging(id, new HeaderField(header.header(), header.value()), 0, null));
    }
    ContinuousDeploymentSingleWeightConfig weight = traffic.singleWeightConfig();
    return Optional.of(
        new Staging(
            id, null, exactly(weight.weight()), stickiness(weight.sessionStickinessConfig())));
  }

  /** The number that was written: 0.15 and not the nearest float's 0.15000000596. */
  private static double exactly(float weight) {
    return Double.parseDouble(Float.toString(weight));
  }

  private static @Nullable Stickiness stickiness(@Nullable SessionStickinessConfig config) {
    return config == null
        ? null
        : new Stickiness(
            Duration.ofSeconds(config.idleTTL()), Duration.ofSeconds(config.maximumTTL()));
  }
}
