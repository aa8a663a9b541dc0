package dev.perigee.config.policy;

import static dev.perigee.config.api.OperationHandler.on;
import static dev.perigee.config.resource.ResourceTypes.ORIGIN_REQUEST_POLICY;

import dev.perigee.config.api.Call;
import dev.perigee.config.api.OperationFamily;
import dev.perigee.config.api.OperationHandler;
import dev.perigee.config.resource.Resource;
import dev.perigee.config.resource.Resources;
import dev.perigee.config.wire.Paging;
import jakarta.inject.Singleton;
import java.util.List;
import software.amazon.awssdk.services.cloudfront.model.CreateOriginRequestPolicyRequest;
import software.amazon.awssdk.services.cloudfront.model.CreateOriginRequestPolicyResponse;
import software.amazon.awssdk.services.cloudfront.model.DeleteOriginRequestPolicyRequest;
import software.amazon.awssdk.services.cloudfront.model.DeleteOriginRequestPolicyResponse;
import software.amazon.awssdk.services.cloudfront.model.GetOriginRequestPolicyConfigRequest;
import software.amazon.awssdk.services.cloudfront.model.GetOriginRequestPolicyConfigResponse;
import software.amazon.awssdk.services.cloudfront.model.GetOriginRequestPolicyRequest;
import software.amazon.awssdk.services.cloudfront.model.GetOriginRequestPolicyResponse;
import software.amazon.awssdk.services.cloudfront.model.ListOriginRequestPoliciesRequest;
import software.amazon.awssdk.services.cloudfront.model.ListOriginRequestPoliciesResponse;
import software.amazon.awssdk.services.cloudfront.model.OriginRequestPolicy;
import software.amazon.awssdk.services.cloudfront.model.OriginRequestPolicyConfig;
import software.amazon.awssdk.services.cloudfront.model.OriginRequestPolicySummary;
import software.amazon.awssdk.services.cloudfront.model.UpdateOriginRequestPolicyRequest;
import software.amazon.awssdk.services.cloudfront.model.UpdateOriginRequestPolicyResponse;

/** Origin request policies in the API. */
@Singleton
final class OriginRequestPolicyOperations implements OperationFamily {

  private final Policies<OriginRequestPolicyConfig> policies;

  OriginRequestPolicyOperations(Resources resources, ManagedPolicies managed) {
    this.policies =
        new Policies<>(resources, ORIGIN_REQUEST_POLICY, managed.originRequestPolicies());
  }

  @Override
  public List<OperationHandler<?>> operations() {
    return List.of(
        on("CreateOriginRequestPolicy", CreateOriginRequestPolicyRequest.class, this::create),
        on("GetOriginRequestPolicy", GetOriginRequestPolicyRequest.class, this::get),
        on(
            "GetOriginRequestPolicyConfig",
            GetOriginRequestPolicyConfigRequest.class,
            this::getConfig),
        on("UpdateOriginRequestPolicy", UpdateOriginRequestPolicyRequest.class, this::update),
        on("DeleteOriginRequestPolicy", DeleteOriginRequestPolicyRequest.class, this::delete),
        on("ListOriginRequestPolicies", ListOriginRequestPoliciesRequest.class, this::list));
  }

  private CreateOriginRequestPolicyResponse create(
      CreateOriginRequestPolicyRequest request, Call call) {
    Resource<OriginRequestPolicyConfig> created =
        policies.create(
            call.caller().account(),
            OriginRequestPolicyRules.check(request.originRequestPolicyConfig()));
    return CreateOriginRequestPolicyResponse.builder()
        .originRequestPolicy(policy(created))
        .location(call.location(ORIGIN_REQUEST_POLICY.kind(), created.id()))
        .eTag(created.etag())
        .build();
  }

  private GetOriginRequestPolicyResponse get(GetOriginRequestPolicyRequest request, Call call) {
    Resource<OriginRequestPolicyConfig> found = policies.get(call.caller().account(), request.id());
    return GetOriginRequestPolicyResponse.builder()
        .originRequestPolicy(policy(found))
        .eTag(found.etag())
        .build();
  }

  private GetOriginRequestPolicyConfigResponse getConfig(
      GetOriginRequestPolicyConfigRequest request, Call call) {
    Resource<OriginRequestPolicyConfig> found = policies.get(call.caller().account(), request.id());
    return GetOriginRequestPolicyConfigResponse.builder()
        .originRequestPolicyConfig(found.config())
        .eTag(found.etag())
        .build();
  }

  private UpdateOriginRequestPolicyResponse update(
      UpdateOriginRequestPolicyRequest request, Call call) {
    Resource<OriginRequestPolicyConfig> updated =
        policies.update(
            call.caller().account(),
            request.id(),
            request.ifMatch(),
            OriginRequestPolicyRules.check(request.originRequestPolicyConfig()));
    return UpdateOriginRequestPolicyResponse.builder()
        .originRequestPolicy(policy(updated))
        .eTag(updated.etag())
        .build();
  }

  private DeleteOriginRequestPolicyResponse delete(
      DeleteOriginRequestPolicyRequest request, Call call) {
    policies.delete(call.caller().account(), request.id(), request.ifMatch());
    return DeleteOriginRequestPolicyResponse.builder().build();
  }

  private ListOriginRequestPoliciesResponse list(
      ListOriginRequestPoliciesRequest request, Call call) {
    Paging paging = Paging.of(request.marker(), request.maxItems());
    Paging.Page<Resource<OriginRequestPolicyConfig>> page =
        policies.list(call.caller().account(), request.typeAsString(), paging);
    return ListOriginRequestPoliciesResponse.builder()
        .originRequestPolicyList(list ->
            list.maxItems(paging.maxItems())
                .quantity(page.items().size())
                .items(page.items().stream().map(this::summary).toList())
                .nextMarker(page.nextMarker()))
        .build();
  }

  private OriginRequestPolicySummary summary(Resource<OriginRequestPolicyConfig> resource) {
    return OriginRequestPolicySummary.builder()
        .type(policies.typeOf(resource.id()))
        .originRequestPolicy(policy(resource))
        .build();
  }

  private static OriginRequestPolicy policy(Resource<OriginRequestPolicyConfig> resource) {
    return OriginRequestPolicy.builder()
        .id(resource.id())
        .lastModifiedTime(resource.lastModified())
        .originRequestPolicyConfig(resource.config())
        .build();
  }
}
