package dev.perigee.config.continuousdeployment;

import static dev.perigee.config.api.OperationHandler.on;
import static dev.perigee.config.resource.ResourceTypes.CONTINUOUS_DEPLOYMENT_POLICY;

import dev.perigee.config.api.Call;
import dev.perigee.config.api.OperationFamily;
import dev.perigee.config.api.OperationHandler;
import dev.perigee.config.resource.Resource;
import dev.perigee.config.resource.Resources;
import dev.perigee.config.resource.Uses;
import dev.perigee.config.wire.Paging;
import jakarta.inject.Singleton;
import java.util.List;
import software.amazon.awssdk.services.cloudfront.model.ContinuousDeploymentPolicy;
import software.amazon.awssdk.services.cloudfront.model.ContinuousDeploymentPolicyConfig;
import software.amazon.awssdk.services.cloudfront.model.ContinuousDeploymentPolicySummary;
import software.amazon.awssdk.services.cloudfront.model.CreateContinuousDeploymentPolicyRequest;
import software.amazon.awssdk.services.cloudfront.model.CreateContinuousDeploymentPolicyResponse;
import software.amazon.awssdk.services.cloudfront.model.DeleteContinuousDeploymentPolicyRequest;
import software.amazon.awssdk.services.cloudfront.model.DeleteContinuousDeploymentPolicyResponse;
import software.amazon.awssdk.services.cloudfront.model.GetContinuousDeploymentPolicyConfigRequest;
import software.amazon.awssdk.services.cloudfront.model.GetContinuousDeploymentPolicyConfigResponse;
import software.amazon.awssdk.services.cloudfront.model.GetContinuousDeploymentPolicyRequest;
import software.amazon.awssdk.services.cloudfront.model.GetContinuousDeploymentPolicyResponse;
import software.amazon.awssdk.services.cloudfront.model.ListContinuousDeploymentPoliciesRequest;
import software.amazon.awssdk.services.cloudfront.model.ListContinuousDeploymentPoliciesResponse;
import software.amazon.awssdk.services.cloudfront.model.UpdateContinuousDeploymentPolicyRequest;
import software.amazon.awssdk.services.cloudfront.model.UpdateContinuousDeploymentPolicyResponse;

/** Continuous deployment policies in the API. */
@Singleton
final class DeploymentPolicyOperations implements OperationFamily {

  private final Resources resources;
  private final StagingDistributions distributions;

  DeploymentPolicyOperations(Resources resources, StagingDistributions distributions) {
    this.resources = resources;
    this.distributions = distributions;
  }

  @Override
  public List<OperationHandler<?>> operations() {
    return List.of(
        on(
            "CreateContinuousDeploymentPolicy",
            CreateContinuousDeploymentPolicyRequest.class,
            this::create),
        on("GetContinuousDeploymentPolicy", GetContinuousDeploymentPolicyRequest.class, this::get),
        on(
            "GetContinuousDeploymentPolicyConfig",
            GetContinuousDeploymentPolicyConfigRequest.class,
            this::getConfig),
        on(
            "UpdateContinuousDeploymentPolicy",
            UpdateContinuousDeploymentPolicyRequest.class,
            this::update),
        on(
            "DeleteContinuousDeploymentPolicy",
            DeleteContinuousDeploymentPolicyRequest.class,
            this::delete),
        on(
            "ListContinuousDeploymentPolicies",
            ListContinuousDeploymentPoliciesRequest.class,
            this::list));
  }

  private CreateContinuousDeploymentPolicyResponse create(
      CreateContinuousDeploymentPolicyRequest request, Call call) {
    ContinuousDeploymentPolicyConfig config = request.continuousDeploymentPolicyConfig();
    Resource<ContinuousDeploymentPolicyConfig> created =
        resources.create(
            CONTINUOUS_DEPLOYMENT_POLICY,
            call.caller().account(),
            config,
            null,
            uses(config, call));
    return CreateContinuousDeploymentPolicyResponse.builder()
        .continuousDeploymentPolicy(policy(created))
        .location(call.location(CONTINUOUS_DEPLOYMENT_POLICY.kind(), created.id()))
        .eTag(created.etag())
        .build();
  }

  private GetContinuousDeploymentPolicyResponse get(
      GetContinuousDeploymentPolicyRequest request, Call call) {
    Resource<ContinuousDeploymentPolicyConfig> found = find(request.id(), call);
    return GetContinuousDeploymentPolicyResponse.builder()
        .continuousDeploymentPolicy(policy(found))
        .eTag(found.etag())
        .build();
  }

  private GetContinuousDeploymentPolicyConfigResponse getConfig(
      GetContinuousDeploymentPolicyConfigRequest request, Call call) {
    Resource<ContinuousDeploymentPolicyConfig> found = find(request.id(), call);
    return GetContinuousDeploymentPolicyConfigResponse.builder()
        .continuousDeploymentPolicyConfig(found.config())
        .eTag(found.etag())
        .build();
  }

  private UpdateContinuousDeploymentPolicyResponse update(
      UpdateContinuousDeploymentPolicyRequest request, Call call) {
    ContinuousDeploymentPolicyConfig config = request.continuousDeploymentPolicyConfig();
    Resource<ContinuousDeploymentPolicyConfig> updated =
        resources.update(
            CONTINUOUS_DEPLOYMENT_POLICY,
            call.caller().account(),
            request.id(),
            request.ifMatch(),
            config,
            uses(config, call));
    return UpdateContinuousDeploymentPolicyResponse.builder()
        .continuousDeploymentPolicy(policy(updated))
        .eTag(updated.etag())
        .build();
  }

  private DeleteContinuousDeploymentPolicyResponse delete(
      DeleteContinuousDeploymentPolicyRequest request, Call call) {
    resources.delete(
        CONTINUOUS_DEPLOYMENT_POLICY, call.caller().account(), request.id(), request.ifMatch());
    return DeleteContinuousDeploymentPolicyResponse.builder().build();
  }

  private ListContinuousDeploymentPoliciesResponse list(
      ListContinuousDeploymentPoliciesRequest request, Call call) {
    Paging paging = Paging.of(request.marker(), request.maxItems());
    Paging.Page<Resource<ContinuousDeploymentPolicyConfig>> page =
        resources.list(CONTINUOUS_DEPLOYMENT_POLICY, call.caller().account(), paging);
    return ListContinuousDeploymentPoliciesResponse.builder()
        .continuousDeploymentPolicyList(list -> {
          list.maxItems(paging.maxItems())
              .nextMarker(page.nextMarker())
              .quantity(page.items().size());
          if (!page.items().isEmpty()) {
            list.items(page.items().stream().map(DeploymentPolicyOperations::summary).toList());
          }
        })
        .build();
  }

  private Resource<ContinuousDeploymentPolicyConfig> find(String id, Call call) {
    return resources.get(CONTINUOUS_DEPLOYMENT_POLICY, call.caller().account(), id);
  }

  private Uses uses(ContinuousDeploymentPolicyConfig config, Call call) {
    return policy -> distributions.of(policy, call.caller().account(), config);
  }

  private static ContinuousDeploymentPolicy policy(
      Resource<ContinuousDeploymentPolicyConfig> resource) {
    return ContinuousDeploymentPolicy.builder()
        .id(resource.id())
        .lastModifiedTime(resource.lastModified())
        .continuousDeploymentPolicyConfig(resource.config())
        .build();
  }

  private static ContinuousDeploymentPolicySummary summary(
      Resource<ContinuousDeploymentPolicyConfig> resource) {
    return ContinuousDeploymentPolicySummary.builder()
        .continuousDeploymentPolicy(policy(resource))
        .build();
  }
}
