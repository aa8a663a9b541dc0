package dev.perigee.config.streaming;

import static dev.perigee.config.api.OperationHandler.on;
import static dev.perigee.config.resource.ResourceKind.STREAMING_DISTRIBUTION;

import dev.perigee.config.api.Call;
import dev.perigee.config.api.OperationFamily;
import dev.perigee.config.api.OperationHandler;
import dev.perigee.config.resource.Resource;
import dev.perigee.config.tagging.Tags;
import dev.perigee.config.wire.Paging;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.cloudfront.model.CreateStreamingDistributionRequest;
import software.amazon.awssdk.services.cloudfront.model.CreateStreamingDistributionResponse;
import software.amazon.awssdk.services.cloudfront.model.CreateStreamingDistributionWithTagsRequest;
import software.amazon.awssdk.services.cloudfront.model.CreateStreamingDistributionWithTagsResponse;
import software.amazon.awssdk.services.cloudfront.model.DeleteStreamingDistributionRequest;
import software.amazon.awssdk.services.cloudfront.model.DeleteStreamingDistributionResponse;
import software.amazon.awssdk.services.cloudfront.model.GetStreamingDistributionConfigRequest;
import software.amazon.awssdk.services.cloudfront.model.GetStreamingDistributionConfigResponse;
import software.amazon.awssdk.services.cloudfront.model.GetStreamingDistributionRequest;
import software.amazon.awssdk.services.cloudfront.model.GetStreamingDistributionResponse;
import software.amazon.awssdk.services.cloudfront.model.ListStreamingDistributionsRequest;
import software.amazon.awssdk.services.cloudfront.model.ListStreamingDistributionsResponse;
import software.amazon.awssdk.services.cloudfront.model.StreamingDistributionConfig;
import software.amazon.awssdk.services.cloudfront.model.UpdateStreamingDistributionRequest;
import software.amazon.awssdk.services.cloudfront.model.UpdateStreamingDistributionResponse;

/** Streaming distributions in the API. */
@Singleton
final class StreamingOperations implements OperationFamily {

  private final StreamingDistributions distributions;
  private final StreamingForms forms;

  StreamingOperations(StreamingDistributions distributions, StreamingForms forms) {
    this.distributions = distributions;
    this.forms = forms;
  }

  @Override
  public List<OperationHandler<?>> operations() {
    return List.of(
        on("CreateStreamingDistribution", CreateStreamingDistributionRequest.class, this::create),
        on(
            "CreateStreamingDistributionWithTags",
            CreateStreamingDistributionWithTagsRequest.class,
            this::createWithTags),
        on("GetStreamingDistribution", GetStreamingDistributionRequest.class, this::get),
        on(
            "GetStreamingDistributionConfig",
            GetStreamingDistributionConfigRequest.class,
            this::getConfig),
        on("UpdateStreamingDistribution", UpdateStreamingDistributionRequest.class, this::update),
        on("DeleteStreamingDistribution", DeleteStreamingDistributionRequest.class, this::delete),
        on("ListStreamingDistributions", ListStreamingDistributionsRequest.class, this::list));
  }

  private CreateStreamingDistributionResponse create(
      CreateStreamingDistributionRequest request, Call call) {
    Resource<StreamingDistributionConfig> created =
        distributions.create(
            call.caller().account(), request.streamingDistributionConfig(), Map.of());
    return CreateStreamingDistributionResponse.builder()
        .streamingDistribution(forms.distribution(created, false))
        .location(call.location(STREAMING_DISTRIBUTION, created.id()))
        .eTag(created.etag())
        .build();
  }

  private CreateStreamingDistributionWithTagsResponse createWithTags(
      CreateStreamingDistributionWithTagsRequest request, Call call) {
    var both = request.streamingDistributionConfigWithTags();
    Resource<StreamingDistributionConfig> created =
        distributions.create(
            call.caller().account(), both.streamingDistributionConfig(), Tags.of(both.tags()));
    return CreateStreamingDistributionWithTagsResponse.builder()
        .streamingDistribution(forms.distribution(created, false))
        .location(call.location(STREAMING_DISTRIBUTION, created.id()))
        .eTag(created.etag())
        .build();
  }

  private GetStreamingDistributionResponse get(GetStreamingDistributionRequest request, Call call) {
    Resource<StreamingDistributionConfig> found =
        distributions.get(call.caller().account(), request.id());
    return GetStreamingDistributionResponse.builder()
        .streamingDistribution(
            forms.distribution(
                found, distributions.deployed(Set.of(found.id())).contains(found.id())))
        .eTag(found.etag())
        .build();
  }

  private GetStreamingDistributionConfigResponse getConfig(
      GetStreamingDistributionConfigRequest request, Call call) {
    Resource<StreamingDistributionConfig> found =
        distributions.get(call.caller().account(), request.id());
    return GetStreamingDistributionConfigResponse.builder()
        .streamingDistributionConfig(found.config())
        .eTag(found.etag())
        .build();
  }

  private UpdateStreamingDistributionResponse update(
      UpdateStreamingDistributionRequest request, Call call) {
    Resource<StreamingDistributionConfig> updated =
        distributions.update(
            call.caller().account(),
            request.id(),
            request.ifMatch(),
            request.streamingDistributionConfig());
    return UpdateStreamingDistributionResponse.builder()
        .streamingDistribution(forms.distribution(updated, false))
        .eTag(updated.etag())
        .build();
  }

  private DeleteStreamingDistributionResponse delete(
      DeleteStreamingDistributionRequest request, Call call) {
    distributions.delete(call.caller().account(), request.id(), request.ifMatch());
    return DeleteStreamingDistributionResponse.builder().build();
  }

  private ListStreamingDistributionsResponse list(
      ListStreamingDistributionsRequest request, Call call) {
    Paging paging = Paging.of(request.marker(), request.maxItems());
    Paging.Page<Resource<StreamingDistributionConfig>> page =
        distributions.list(call.caller().account(), paging);
    Set<String> deployed = distributions.deployed(page.items().stream().map(Resource::id).toList());
    return ListStreamingDistributionsResponse.builder()
        .streamingDistributionList(list -> {
          list.marker(paging.marker())
              .maxItems(paging.maxItems())
              .isTruncated(page.isTruncated())
              .nextMarker(page.nextMarker())
              .quantity(page.items().size());
          if (!page.items().isEmpty()) {
            list.items(
                page.items().stream()
                    .map(found -> forms.summary(found, deployed.contains(found.id())))
                    .toList());
          }
        })
        .build();
  }
}
