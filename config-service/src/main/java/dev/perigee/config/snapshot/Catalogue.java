package dev.perigee.config.snapshot;

import dev.perigee.contracts.RealtimeLog;
import dev.perigee.contracts.Staging;
import dev.perigee.contracts.TrustedKey;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.cloudfront.model.CachePolicyConfig;
import software.amazon.awssdk.services.cloudfront.model.OriginAccessControlConfig;
import software.amazon.awssdk.services.cloudfront.model.OriginRequestPolicyConfig;
import software.amazon.awssdk.services.cloudfront.model.ResponseHeadersPolicyConfig;

/** What a distribution's configuration may refer to, as its account sees it. */
public interface Catalogue {

  Optional<CachePolicyConfig> cachePolicy(String id);

  Optional<OriginRequestPolicyConfig> originRequestPolicy(String id);

  Optional<ResponseHeadersPolicyConfig> responseHeadersPolicy(String id);

  Optional<OriginAccessControlConfig> originAccessControl(String id);

  /** Whether there is such an origin access identity: there is nothing else to know of it. */
  boolean hasOriginAccessIdentity(String id);

  /** The public keys of a key group. */
  Optional<List<TrustedKey>> keyGroup(String id);

  Optional<RealtimeLog> realtimeLogConfig(String arn);

  /** Whether a monitoring subscription of the distribution is enabled. */
  boolean hasDetailedMetrics(String distributionId);

  /** What a continuous deployment policy asks for; empty inside where it is not enabled. */
  Optional<Optional<Staging>> continuousDeploymentPolicy(String id);
}
