package dev.perigee.config.policy;

import static dev.perigee.config.api.OperationHandler.on;
import static dev.perigee.config.resource.ResourceTypes.CACHE_POLICY;

import dev.perigee.config.api.Call;
import dev.perigee.config.api.OperationFamily;
import dev.perigee.config.api.OperationHandler;
import dev.perigee.config.resource.Resource;
import dev.perigee.config.resource.Resources;
import dev.perigee.config.wire.Paging;
import jakarta.inject.Singleton;
import java.util.List;
import software.amazon.awssdk.services.cloudfront.model.CachePolicy;
import software.amazon.awssdk.services.cloudfront.model.CachePolicyConfig;
import software.amazon.awssdk.services.cloudfront.model.CachePolicySummary;
import software.amazon.awssdk.services.cloudfront.model.CreateCachePolicyRequest;
import software.amazon.awssdk.services.cloudfront.model.CreateCachePolicyResponse;
import software.amazon.awssdk.services.cloudfront.model.DeleteCachePolicyRequest;
import software.amazon.awssdk.services.cloudfront.model.DeleteCachePolicyResponse;
import software.amazon.awssdk.services.cloudfront.model.GetCachePolicyConfigRequest;
import software.amazon.awssdk.services.cloudfront.model.GetCachePolicyConfigResponse;
import software.amazon.awssdk.services.cloudfront.model.GetCachePolicyRequest;
import software.amazon.awssdk.services.cloudfront.model.GetCachePolicyResponse;
import software.amazon.awssdk.services.cloudfront.model.ListCachePoliciesRequest;
import software.amazon.awssdk.services.cloudfront.model.ListCachePoliciesResponse;
import software.amazon.awssdk.services.cloudfront.model.UpdateCachePolicyRequest;
import software.amazon.awssdk.services.cloudfront.model.UpdateCachePolicyResponse;

/** Cache policies in the API. */
@Singleton
final class CachePolicyOperations implements OperationFamily {

  private final Policies<CachePolicyConfig> policies;

  CachePolicyOperations(Resources resources, ManagedPolicies managed) {
    this.policies = new Policies<>(resources, CACHE_POLICY, managed.cachePolicies());
  }

  @Override
  public List<OperationHandler<?>> operations() {
    return List.of(
        on("CreateCachePolicy", CreateCachePolicyRequest.class, this::create),
        on("GetCachePolicy", GetCachePolicyRequest.class, this::get),
        on("GetCachePolicyConfig", GetCachePolicyConfigRequest.class, this::getConfig),
        on("UpdateCachePolicy", UpdateCachePolicyRequest.class, this::update),
        on("DeleteCachePolicy", DeleteCachePolicyRequest.class, this::delete),
        on("ListCachePolicies", ListCachePoliciesRequest.class, this::list));
  }

  private CreateCachePolicyResponse create(CreateCachePolicyRequest request, Call call) {
    Resource<CachePolicyConfig> created =
        policies.create(
            call.caller().account(), CachePolicyRules.check(request.cachePolicyConfig()));
    return CreateCachePolicyResponse.builder()
        .cachePolicy(policy(created))
        .location(call.location(CACHE_POLICY.kind(), created.id()))
        .eTag(created.etag())
        .build();
  }

  private GetCachePolicyResponse get(GetCachePolicyRequest request, Call call) {
    Resource<CachePolicyConfig> found = policies.get(call.caller().account(), request.id());
    return GetCachePolicyResponse.builder().cachePolicy(policy(found)).eTag(found.etag()).build();
  }

  private GetCachePolicyConfigResponse getConfig(GetCachePolicyConfigRequest request, Call call) {
    Resource<CachePolicyConfig> found = policies.get(call.caller().account(), request.id());
    return GetCachePolicyConfigResponse.builder()
        .cachePolicyConfig(found.config())
        .eTag(found.etag())
        .build();
  }

  private UpdateCachePolicyResponse update(UpdateCachePolicyRequest request, Call call) {
    Resource<CachePolicyConfig> updated =
        policies.update(
            call.caller().account(),
            request.id(),
            request.ifMatch(),
            CachePolicyRules.check(request.cachePolicyConfig()));
    return UpdateCachePolicyResponse.builder()
        .cachePolicy(policy(updated))
        .eTag(updated.etag())
        .build();
  }

  private DeleteCachePolicyResponse delete(DeleteCachePolicyRequest request, Call call) {
    policies.delete(call.caller().account(), request.id(), request.ifMatch());
    return DeleteCachePolicyResponse.builder().build();
  }

  private ListCachePoliciesResponse list(ListCachePoliciesRequest request, Call call) {
    Paging paging = Paging.of(request.marker(), request.maxItems());
    Paging.Page<Resource<CachePolicyConfig>> page =
        policies.list(call.caller().account(), request.typeAsString(), paging);
    return ListCachePoliciesResponse.builder()
        .cachePolicyList(list ->
            list.maxItems(paging.maxItems())
                .quantity(page.items().size())
                .items(page.items().stream().map(this::summary).toList())
                .nextMarker(page.nextMarker()))
        .build();
  }

  private CachePolicySummary summary(Resource<CachePolicyConfig> resource) {
    return CachePolicySummary.builder()
        .type(policies.typeOf(resource.id()))
        .cachePolicy(policy(resource))
        .build();
  }

  private static CachePolicy policy(Resource<CachePolicyConfig> resource) {
    return CachePolicy.builder()
        .id(resource.id())
        .lastModifiedTime(resource.lastModified())
        .cachePolicyConfig(resource.config())
        .build();
  }
}
