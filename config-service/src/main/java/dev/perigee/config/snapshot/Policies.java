package dev.perigee.config.snapshot;

import java.util.Optional;
import software.amazon.awssdk.services.cloudfront.model.CachePolicyConfig;
import software.amazon.awssdk.services.cloudfront.model.OriginRequestPolicyConfig;

/** Looks up cache policies and origin request policies. */
public interface Policies {

  Optional<CachePolicyConfig> cachePolicy(String id);

  Optional<OriginRequestPolicyConfig> originRequestPolicy(String id);
}
