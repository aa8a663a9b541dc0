package dev.perigee.config.distribution;

import static dev.perigee.config.api.OperationHandler.on;

import dev.perigee.config.api.Call;
import dev.perigee.config.api.OperationFamily;
import dev.perigee.config.api.OperationHandler;
import dev.perigee.config.tagging.Tags;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.cloudfront.model.CreateDistributionRequest;
import software.amazon.awssdk.services.cloudfront.model.CreateDistributionResponse;
import software.amazon.awssdk.services.cloudfront.model.CreateDistributionWithTagsRequest;
import software.amazon.awssdk.services.cloudfront.model.CreateDistributionWithTagsResponse;
import software.amazon.awssdk.services.cloudfront.model.DeleteDistributionRequest;
import software.amazon.awssdk.services.cloudfront.model.DeleteDistributionResponse;
import software.amazon.awssdk.services.cloudfront.model.DistributionConfigWithTags;
import software.amazon.awssdk.services.cloudfront.model.GetDistributionConfigRequest;
import software.amazon.awssdk.services.cloudfront.model.GetDistributionConfigResponse;
import software.amazon.awssdk.services.cloudfront.model.GetDistributionRequest;
import software.amazon.awssdk.services.cloudfront.model.GetDistributionResponse;
import software.amazon.awssdk.services.cloudfront.model.UpdateDistributionRequest;
import software.amazon.awssdk.services.cloudfront.model.UpdateDistributionResponse;

/** Distributions in the API. */
@Singleton
final class DistributionOperations implements OperationFamily {

  private final Distributions distributions;
  private final DistributionForms forms;

  DistributionOperations(Distributions distributions, DistributionForms forms) {
    this.distributions = distributions;
    this.forms = forms;
  }

  @Override
  public List<OperationHandler<?>> operations() {
    return List.of(
        on("CreateDistribution", CreateDistributionRequest.class, this::create),
        on(
            "CreateDistributionWithTags",
            CreateDistributionWithTagsRequest.class,
            this::createWithTags),
        on("GetDistribution", GetDistributionRequest.class, this::get),
        on("GetDistributionConfig", GetDistributionConfigRequest.class, this::getConfig),
        on("UpdateDistribution", UpdateDistributionRequest.class, this::update),
        on("DeleteDistribution", DeleteDistributionRequest.class, this::delete));
  }

  private CreateDistributionResponse create(CreateDistributionRequest request, Call call) {
    Version created =
        distributions.create(call.caller().account(), request.distributionConfig(), Map.of());
    return CreateDistributionResponse.builder()
        .distribution(forms.distribution(created))
        .location(call.location("distribution/" + created.id()))
        .eTag(created.etag())
        .build();
  }

  private CreateDistributionWithTagsResponse createWithTags(
      CreateDistributionWithTagsRequest request, Call call) {
    DistributionConfigWithTags both = request.distributionConfigWithTags();
    Version created =
        distributions.create(
            call.caller().account(), both.distributionConfig(), Tags.of(both.tags()));
    return CreateDistributionWithTagsResponse.builder()
        .distribution(forms.distribution(created))
        .location(call.location("distribution/" + created.id()))
        .eTag(created.etag())
        .build();
  }

  private GetDistributionResponse get(GetDistributionRequest request, Call call) {
    Version found = distributions.get(call.caller().account(), request.id());
    return GetDistributionResponse.builder()
        .distribution(forms.distribution(found))
        .eTag(found.etag())
        .build();
  }

  private GetDistributionConfigResponse getConfig(GetDistributionConfigRequest request, Call call) {
    Version found = distributions.get(call.caller().account(), request.id());
    return GetDistributionConfigResponse.builder()
        .distributionConfig(found.config())
        .eTag(found.etag())
        .build();
  }

  private UpdateDistributionResponse update(UpdateDistributionRequest request, Call call) {
    Version updated =
        distributions.update(
            call.caller().account(), request.id(), request.ifMatch(), request.distributionConfig());
    return UpdateDistributionResponse.builder()
        .distribution(forms.distribution(updated))
        .eTag(updated.etag())
        .build();
  }

  private DeleteDistributionResponse delete(DeleteDistributionRequest request, Call call) {
    distributions.delete(call.caller().account(), request.id(), request.ifMatch());
    return DeleteDistributionResponse.builder().build();
  }
}
