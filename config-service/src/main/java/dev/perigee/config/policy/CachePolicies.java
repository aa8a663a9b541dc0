package dev.perigee.config.policy;

import static dev.perigee.config.api.OperationHandler.on;

import dev.perigee.config.api.OperationFamily;
import dev.perigee.config.api.OperationHandler;
import dev.perigee.config.wire.ApiException;
import dev.perigee.config.wire.Paging;
import jakarta.inject.Singleton;
import java.util.List;
import software.amazon.awssdk.services.cloudfront.model.CachePolicy;
import software.amazon.awssdk.services.cloudfront.model.CachePolicyConfig;
import software.amazon.awssdk.services.cloudfront.model.CachePolicySummary;
import software.amazon.awssdk.services.cloudfront.model.CachePolicyType;
import software.amazon.awssdk.services.cloudfront.model.GetCachePolicyConfigRequest;
import software.amazon.awssdk.services.cloudfront.model.GetCachePolicyConfigResponse;
import software.amazon.awssdk.services.cloudfront.model.GetCachePolicyRequest;
import software.amazon.awssdk.services.cloudfront.model.GetCachePolicyResponse;
import software.amazon.awssdk.services.cloudfront.model.ListCachePoliciesRequest;
import software.amazon.awssdk.services.cloudfront.model.ListCachePoliciesResponse;

/** Cache policies in the API. */
@Singleton
final class CachePolicies implements OperationFamily {

  private final ManagedPolicies policies;

  CachePolicies(ManagedPolicies policies) {
    this.policies = policies;
  }

  @Override
  public List<OperationHandler<?>> operations() {
    return List.of(
        on("GetCachePolicy", GetCachePolicyRequest.class, this::get),
        on("GetCachePolicyConfig", GetCachePolicyConfigRequest.class, this::getConfig),
        on("ListCachePolicies", ListCachePoliciesRequest.class, this::list));
  }

  private GetCachePolicyResponse get(GetCachePolicyRequest request) {
    return GetCachePolicyResponse.builder()
        .cachePolicy(policy(request.id(), find(request.id())))
        .eTag(ManagedPolicies.etag(request.id()))
        .build();
  }

  private GetCachePolicyConfigResponse getConfig(GetCachePolicyConfigRequest request) {
    return GetCachePolicyConfigResponse.builder()
        .cachePolicyConfig(find(request.id()))
        .eTag(ManagedPolicies.etag(request.id()))
        .build();
  }

  private ListCachePoliciesResponse list(ListCachePoliciesRequest request) {
    Paging paging = Paging.of(request.marker(), request.maxItems());
    boolean managed = request.type() != CachePolicyType.CUSTOM;
    List<CachePolicySummary> all =
        policies.cachePolicies().entrySet().stream()
            .filter(entry -> managed)
            .map(entry -> summary(entry.getKey(), entry.getValue()))
            .toList();
    Paging.Page<CachePolicySummary> page =
        paging.pageOfAll(all, summary -> summary.cachePolicy().id());
    return ListCachePoliciesResponse.builder()
        .cachePolicyList(list ->
            list.maxItems(paging.maxItems())
                .quantity(page.items().size())
                .items(page.items())
                .nextMarker(page.nextMarker()))
        .build();
  }

  private CachePolicyConfig find(String id) {
    return policies
        .cachePolicy(id)
        .orElseThrow(() -> new ApiException("NoSuchCachePolicy", "there is no cache policy " + id));
  }

  private static CachePolicySummary summary(String id, CachePolicyConfig config) {
    return CachePolicySummary.builder()
        .type(CachePolicyType.MANAGED)
        .cachePolicy(policy(id, config))
        .build();
  }

  private static CachePolicy policy(String id, CachePolicyConfig config) {
    return CachePolicy.builder()
        .id(id)
        .lastModifiedTime(ManagedPolicies.LAST_MODIFIED)
        .cachePolicyConfig(config)
        .build();
  }
}
