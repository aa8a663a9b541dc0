package dev.perigee.config.policy;

import static dev.perigee.config.api.OperationHandler.on;

import dev.perigee.config.api.OperationFamily;
import dev.perigee.config.api.OperationHandler;
import dev.perigee.config.wire.ApiException;
import dev.perigee.config.wire.Paging;
import jakarta.inject.Singleton;
import java.util.List;
import software.amazon.awssdk.services.cloudfront.model.GetOriginRequestPolicyConfigRequest;
import software.amazon.awssdk.services.cloudfront.model.GetOriginRequestPolicyConfigResponse;
import software.amazon.awssdk.services.cloudfront.model.GetOriginRequestPolicyRequest;
import software.amazon.awssdk.services.cloudfront.model.GetOriginRequestPolicyResponse;
import software.amazon.awssdk.services.cloudfront.model.ListOriginRequestPoliciesRequest;
import software.amazon.awssdk.services.cloudfront.model.ListOriginRequestPoliciesResponse;
import software.amazon.awssdk.services.cloudfront.model.OriginRequestPolicy;
import software.amazon.awssdk.services.cloudfront.model.OriginRequestPolicyConfig;
import software.amazon.awssdk.services.cloudfront.model.OriginRequestPolicySummary;
import software.amazon.awssdk.services.cloudfront.model.OriginRequestPolicyType;

/** Origin request policies in the API. */
@Singleton
final class OriginRequestPolicies implements OperationFamily {

  private final ManagedPolicies policies;

  OriginRequestPolicies(ManagedPolicies policies) {
    this.policies = policies;
  }

  @Override
  public List<OperationHandler<?>> operations() {
    return List.of(
        on("GetOriginRequestPolicy", GetOriginRequestPolicyRequest.class, this::get),
        on(
            "GetOriginRequestPolicyConfig",
            GetOriginRequestPolicyConfigRequest.class,
            this::getConfig),
        on("ListOriginRequestPolicies", ListOriginRequestPoliciesRequest.class, this::list));
  }

  private GetOriginRequestPolicyResponse get(GetOriginRequestPolicyRequest request) {
    return GetOriginRequestPolicyResponse.builder()
        .originRequestPolicy(policy(request.id(), find(request.id())))
        .eTag(ManagedPolicies.etag(request.id()))
        .build();
  }

  private GetOriginRequestPolicyConfigResponse getConfig(
      GetOriginRequestPolicyConfigRequest request) {
    return GetOriginRequestPolicyConfigResponse.builder()
        .originRequestPolicyConfig(find(request.id()))
        .eTag(ManagedPolicies.etag(request.id()))
        .build();
  }

  private ListOriginRequestPoliciesResponse list(ListOriginRequestPoliciesRequest request) {
    Paging paging = Paging.of(request.marker(), request.maxItems());
    boolean managed = request.type() != OriginRequestPolicyType.CUSTOM;
    List<OriginRequestPolicySummary> all =
        policies.originRequestPolicies().entrySet().stream()
            .filter(entry -> managed)
            .map(entry -> summary(entry.getKey(), entry.getValue()))
            .toList();
    Paging.Page<OriginRequestPolicySummary> page =
        paging.pageOfAll(all, summary -> summary.originRequestPolicy().id());
    return ListOriginRequestPoliciesResponse.builder()
        .originRequestPolicyList(list ->
            list.maxItems(paging.maxItems())
                .quantity(page.items().size())
                .items(page.items())
                .nextMarker(page.nextMarker()))
        .build();
  }

  private OriginRequestPolicyConfig find(String id) {
    return policies
        .originRequestPolicy(id)
        .orElseThrow(() ->
            new ApiException(
                "NoSuchOriginRequestPolicy", "there is no origin request policy " + id));
  }

  private static OriginRequestPolicySummary summary(String id, OriginRequestPolicyConfig config) {
    return OriginRequestPolicySummary.builder()
        .type(OriginRequestPolicyType.MANAGED)
        .originRequestPolicy(policy(id, config))
        .build();
  }

  private static OriginRequestPolicy policy(String id, OriginRequestPolicyConfig config) {
    return OriginRequestPolicy.builder()
        .id(id)
        .lastModifiedTime(ManagedPolicies.LAST_MODIFIED)
        .originRequestPolicyConfig(config)
        .build();
  }
}
