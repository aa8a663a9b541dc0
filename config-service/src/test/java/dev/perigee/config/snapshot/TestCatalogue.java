package dev.perigee.config.snapshot;

import dev.perigee.config.policy.ManagedPolicies;
import dev.perigee.contracts.RealtimeLog;
import dev.perigee.contracts.Staging;
import dev.perigee.contracts.TrustedKey;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.cloudfront.model.CachePolicyConfig;
import software.amazon.awssdk.services.cloudfront.model.OriginAccessControlConfig;
import software.amazon.awssdk.services.cloudfront.model.OriginRequestPolicyConfig;
import software.amazon.awssdk.services.cloudfront.model.ResponseHeadersPolicyConfig;

/** The managed policies, and what a test puts beside them. */
public final class TestCatalogue implements Catalogue {

  public final Map<String, CachePolicyConfig> cachePolicies = new HashMap<>();
  public final Map<String, OriginRequestPolicyConfig> originRequestPolicies = new HashMap<>();
  public final Map<String, ResponseHeadersPolicyConfig> responseHeadersPolicies = new HashMap<>();
  public final Map<String, OriginAccessControlConfig> originAccessControls = new HashMap<>();
  public final Set<String> originAccessIdentities = new HashSet<>();
  public final Map<String, List<TrustedKey>> keyGroups = new HashMap<>();
  public final Set<String> monitored = new HashSet<>();
  public final Map<String, RealtimeLog> realtimeLogConfigs = new HashMap<>();
  public final Map<String, Optional<Staging>> continuousDeploymentPolicies = new HashMap<>();

  private final ManagedPolicies managed = new ManagedPolicies();

  @Override
  public Optional<CachePolicyConfig> cachePolicy(String id) {
    return managed.cachePolicy(id).or(() -> Optional.ofNullable(cachePolicies.get(id)));
  }

  @Override
  public Optional<OriginRequestPolicyConfig> originRequestPolicy(String id) {
    return managed
        .originRequestPolicy(id)
        .or(() -> Optional.ofNullable(originRequestPolicies.get(id)));
  }

  @Override
  public Optional<ResponseHeadersPolicyConfig> responseHeadersPolicy(String id) {
    return managed
        .responseHeadersPolicy(id)
        .or(() -> Optional.ofNullable(responseHeadersPolicies.get(id)));
  }

  @Override
  public Optional<OriginAccessControlConfig> originAccessControl(String id) {
    return Optional.ofNullable(originAccessControls.get(id));
  }

  @Override
  public boolean hasOriginAccessIdentity(String id) {
    return originAccessIdentities.contains(id);
  }

  @Override
  public Optional<List<TrustedKey>> keyGroup(String id) {
    return Optional.ofNullable(keyGroups.get(id));
  }

  @Override
  public Optional<RealtimeLog> realtimeLogConfig(String arn) {
    return Optional.ofNullable(realtimeLogConfigs.get(arn));
  }

  @Override
  public boolean hasDetailedMetrics(String distributionId) {
    return monitored.contains(distributionId);
  }

  @Override
  public Optional<Optional<Staging>> continuousDeploymentPolicy(String id) {
    return Optional.ofNullable(continuousDeploymentPolicies.get(id));
  }
}
