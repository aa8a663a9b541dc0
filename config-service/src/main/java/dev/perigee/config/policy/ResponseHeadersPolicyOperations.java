package dev.perigee.config.policy;

import static dev.perigee.config.api.OperationHandler.on;
import static dev.perigee.config.resource.ResourceTypes.RESPONSE_HEADERS_POLICY;

import dev.perigee.config.api.Call;
import dev.perigee.config.api.OperationFamily;
import dev.perigee.config.api.OperationHandler;
import dev.perigee.config.resource.Resource;
import dev.perigee.config.resource.Resources;
import dev.perigee.config.wire.Paging;
import jakarta.inject.Singleton;
import java.util.List;
import software.amazon.awssdk.services.cloudfront.model.CreateResponseHeadersPolicyRequest;
import software.amazon.awssdk.services.cloudfront.model.CreateResponseHeadersPolicyResponse;
import software.amazon.awssdk.services.cloudfront.model.DeleteResponseHeadersPolicyRequest;
import software.amazon.awssdk.services.cloudfront.model.DeleteResponseHeadersPolicyResponse;
import software.amazon.awssdk.services.cloudfront.model.GetResponseHeadersPolicyConfigRequest;
import software.amazon.awssdk.services.cloudfront.model.GetResponseHeadersPolicyConfigResponse;
import software.amazon.awssdk.services.cloudfront.model.GetResponseHeadersPolicyRequest;
import software.amazon.awssdk.services.cloudfront.model.GetResponseHeadersPolicyResponse;
import software.amazon.awssdk.services.cloudfront.model.ListResponseHeadersPoliciesRequest;
import software.amazon.awssdk.services.cloudfront.model.ListResponseHeadersPoliciesResponse;
import software.amazon.awssdk.services.cloudfront.model.ResponseHeadersPolicy;
import software.amazon.awssdk.services.cloudfront.model.ResponseHeadersPolicyConfig;
import software.amazon.awssdk.services.cloudfront.model.ResponseHeadersPolicySummary;
import software.amazon.awssdk.services.cloudfront.model.UpdateResponseHeadersPolicyRequest;
import software.amazon.awssdk.services.cloudfront.model.UpdateResponseHeadersPolicyResponse;

/** Response headers policies in the API. */
@Singleton
final class ResponseHeadersPolicyOperations implements OperationFamily {

  private final Policies<ResponseHeadersPolicyConfig> policies;

  ResponseHeadersPolicyOperations(Resources resources, ManagedPolicies managed) {
    this.policies =
        new Policies<>(resources, RESPONSE_HEADERS_POLICY, managed.responseHeadersPolicies());
  }

  @Override
  public List<OperationHandler<?>> operations() {
    return List.of(
        on("CreateResponseHeadersPolicy", CreateResponseHeadersPolicyRequest.class, this::create),
        on("GetResponseHeadersPolicy", GetResponseHeadersPolicyRequest.class, this::get),
        on(
            "GetResponseHeadersPolicyConfig",
            GetResponseHeadersPolicyConfigRequest.class,
            this::getConfig),
        on("UpdateResponseHeadersPolicy", UpdateResponseHeadersPolicyRequest.class, this::update),
        on("DeleteResponseHeadersPolicy", DeleteResponseHeadersPolicyRequest.class, this::delete),
        on("ListResponseHeadersPolicies", ListResponseHeadersPoliciesRequest.class, this::list));
  }

  private CreateResponseHeadersPolicyResponse create(
      CreateResponseHeadersPolicyRequest request, Call call) {
    Resource<ResponseHeadersPolicyConfig> created =
        policies.create(
            call.caller().account(),
            ResponseHeadersPolicyRules.check(request.responseHeadersPolicyConfig()));
    return CreateResponseHeadersPolicyResponse.builder()
        .responseHeadersPolicy(policy(created))
        .location(call.location(RESPONSE_HEADERS_POLICY.kind(), created.id()))
        .eTag(created.etag())
        .build();
  }

  private GetResponseHeadersPolicyResponse get(GetResponseHeadersPolicyRequest request, Call call) {
    Resource<ResponseHeadersPolicyConfig> found =
        policies.get(call.caller().account(), request.id());
    return GetResponseHeadersPolicyResponse.builder()
        .responseHeadersPolicy(policy(found))
        .eTag(found.etag())
        .build();
  }

  private GetResponseHeadersPolicyConfigResponse getConfig(
      GetResponseHeadersPolicyConfigRequest request, Call call) {
    Resource<ResponseHeadersPolicyConfig> found =
        policies.get(call.caller().account(), request.id());
    return GetResponseHeadersPolicyConfigResponse.builder()
        .responseHeadersPolicyConfig(found.config())
        .eTag(found.etag())
        .build();
  }

  private UpdateResponseHeadersPolicyResponse update(
      UpdateResponseHeadersPolicyRequest request, Call call) {
    Resource<ResponseHeadersPolicyConfig> updated =
        policies.update(
            call.caller().account(),
            request.id(),
            request.ifMatch(),
            ResponseHeadersPolicyRules.check(request.responseHeadersPolicyConfig()));
    return UpdateResponseHeadersPolicyResponse.builder()
        .responseHeadersPolicy(policy(updated))
        .eTag(updated.etag())
        .build();
  }

  private DeleteResponseHeadersPolicyResponse delete(
      DeleteResponseHeadersPolicyRequest request, Call call) {
    policies.delete(call.caller().account(), request.id(), request.ifMatch());
    return DeleteResponseHeadersPolicyResponse.builder().build();
  }

  private ListResponseHeadersPoliciesResponse list(
      ListResponseHeadersPoliciesRequest request, Call call) {
    Paging paging = Paging.of(request.marker(), request.maxItems());
    Paging.Page<Resource<ResponseHeadersPolicyConfig>> page =
        policies.list(call.caller().account(), request.typeAsString(), paging);
    return ListResponseHeadersPoliciesResponse.builder()
        .responseHeadersPolicyList(list ->
            list.maxItems(paging.maxItems())
                .quantity(page.items().size())
                .items(page.items().stream().map(this::summary).toList())
                .nextMarker(page.nextMarker()))
        .build();
  }

  private ResponseHeadersPolicySummary summary(Resource<ResponseHeadersPolicyConfig> resource) {
    return ResponseHeadersPolicySummary.builder()
        .type(policies.typeOf(resource.id()))
        .responseHeadersPolicy(policy(resource))
        .build();
  }

  private static ResponseHeadersPolicy policy(Resource<ResponseHeadersPolicyConfig> resource) {
    return ResponseHeadersPolicy.builder()
        .id(resource.id())
        .lastModifiedTime(resource.lastModified())
        .responseHeadersPolicyConfig(resource.config())
        .build();
  }
}
