package dev.perigee.config.catalogue;

import dev.perigee.config.policy.ManagedPolicies;
import dev.perigee.config.resource.Reference;
import dev.perigee.config.resource.Resource;
import dev.perigee.config.resource.ResourceKind;
import dev.perigee.config.resource.ResourceType;
import dev.perigee.config.resource.ResourceTypes;
import dev.perigee.config.resource.Resources;
import dev.perigee.config.snapshot.Catalogue;
import dev.perigee.config.wire.ApiException;
import dev.perigee.contracts.RealtimeLog;
import dev.perigee.contracts.Staging;
import dev.perigee.contracts.TrustedKey;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.cloudfront.model.CachePolicyConfig;
import software.amazon.awssdk.services.cloudfront.model.OriginAccessControlConfig;
import software.amazon.awssdk.services.cloudfront.model.OriginRequestPolicyConfig;
import software.amazon.awssdk.services.cloudfront.model.PublicKeyConfig;
import software.amazon.awssdk.services.cloudfront.model.RealtimeMetricsSubscriptionStatus;
import software.amazon.awssdk.services.cloudfront.model.ResponseHeadersPolicyConfig;

/**
 * What one account's configurations may refer to, within one transaction. What was looked up and
 * found is kept from changing until the transaction ends, and remembered as a reference.
 */
public final class AccountCatalogue implements Catalogue {

  private static final Pattern LOG_OF_AN_ACCOUNT =
      Pattern.compile(ResourceKind.REALTIME_LOG_CONFIG.arn("[0-9]{12}", ".+"));

  private final String account;
  private final Resources resources;
  private final ManagedPolicies managed;
  private final Set<Reference> own = new HashSet<>();
  private final Set<Reference> managedOnes = new HashSet<>();

  AccountCatalogue(String account, Resources resources, ManagedPolicies managed) {
    this.account = account;
    this.resources = resources;
    this.managed = managed;
  }

  /** All that was found so far. */
  public Set<Reference> references() {
    Set<Reference> all = new HashSet<>(own);
    all.addAll(managedOnes);
    return all;
  }

  /** What of it is the account's own, and not managed for everybody. */
  public Set<Reference> ownReferences() {
    return Set.copyOf(own);
  }

  @Override
  public Optional<CachePolicyConfig> cachePolicy(String id) {
    return managed(ResourceKind.CACHE_POLICY, id, managed.cachePolicy(id))
        .or(() -> config(ResourceTypes.CACHE_POLICY, id));
  }

  @Override
  public Optional<OriginRequestPolicyConfig> originRequestPolicy(String id) {
    return managed(ResourceKind.ORIGIN_REQUEST_POLICY, id, managed.originRequestPolicy(id))
        .or(() -> config(ResourceTypes.ORIGIN_REQUEST_POLICY, id));
  }

  @Override
  public Optional<ResponseHeadersPolicyConfig> responseHeadersPolicy(String id) {
    return managed(ResourceKind.RESPONSE_HEADERS_POLICY, id, managed.responseHeadersPolicy(id))
        .or(() -> config(ResourceTypes.RESPONSE_HEADERS_POLICY, id));
  }

  @Override
  public Optional<OriginAccessControlConfig> originAccessControl(String id) {
    return config(ResourceTypes.ORIGIN_ACCESS_CONTROL, id);
  }

  @Override
  public boolean hasOriginAccessIdentity(String id) {
    return config(ResourceTypes.ORIGIN_ACCESS_IDENTITY, id).isPresent();
  }

  @Override
  public Optional<List<TrustedKey>> keyGroup(String id) {
    return config(ResourceTypes.KEY_GROUP, id)
        .map(group -> group.items().stream().flatMap(key -> trustedKey(key).stream()).toList());
  }

  private Optional<TrustedKey> trustedKey(String id) {
    return config(ResourceTypes.PUBLIC_KEY, id)
        .map(PublicKeyConfig::encodedKey)
        .map(pem -> new TrustedKey(id, pem));
  }

  @Override
  public Optional<RealtimeLog> realtimeLogConfig(String arn) {
    String prefix = ResourceKind.REALTIME_LOG_CONFIG.arn(account, "");
    if (LOG_OF_AN_ACCOUNT.matcher(arn).matches() && !arn.startsWith(prefix)) {
      throw new ApiException(
          "RealtimeLogConfigOwnerMismatch",
          "RealtimeLogConfigArn: " + arn + " (expected: one of the account " + account + ")");
    }
    return Optional.of(arn)
        .filter(given -> given.startsWith(prefix))
        .map(given -> given.substring(prefix.length()))
        .flatMap(name -> resources.findByName(ResourceTypes.REALTIME_LOG_CONFIG, account, name))
        .flatMap(found -> config(ResourceTypes.REALTIME_LOG_CONFIG, found.id()))
        .map(RealtimeLogs::resolve);
  }

  /** No reference: the subscription is the distribution's own, and goes with it. */
  @Override
  public boolean hasDetailedMetrics(String distributionId) {
    return resources
        .share(ResourceTypes.monitoringSubscription(distributionId), account, distributionId)
        .map(found -> found.config().realtimeMetricsSubscriptionConfig())
        .filter(config ->
            config.realtimeMetricsSubscriptionStatus() == RealtimeMetricsSubscriptionStatus.ENABLED)
        .isPresent();
  }

  @Override
  public Optional<Optional<Staging>> continuousDeploymentPolicy(String id) {
    return config(ResourceTypes.CONTINUOUS_DEPLOYMENT_POLICY, id)
        .map(ContinuousDeployment::resolve);
  }

  private <C> Optional<C> managed(ResourceKind kind, String id, Optional<C> found) {
    found.ifPresent(policy -> managedOnes.add(new Reference(kind, id)));
    return found;
  }

  private <C extends SdkPojo> Optional<C> config(ResourceType<C> type, String id) {
    Optional<C> found = resources.share(type, account, id).map(Resource::config);
    if (found.isPresent()) {
      own.add(new Reference(type.kind(), id));
    }
    return found;
  }
}
