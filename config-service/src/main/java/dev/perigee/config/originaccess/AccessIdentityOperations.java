package dev.perigee.config.originaccess;

import static dev.perigee.config.api.OperationHandler.on;
import static dev.perigee.config.resource.ResourceTypes.ORIGIN_ACCESS_IDENTITY;

import dev.perigee.config.api.Call;
import dev.perigee.config.api.OperationFamily;
import dev.perigee.config.api.OperationHandler;
import dev.perigee.config.resource.Resource;
import dev.perigee.config.resource.Resources;
import dev.perigee.config.wire.Paging;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.cloudfront.model.CloudFrontOriginAccessIdentity;
import software.amazon.awssdk.services.cloudfront.model.CloudFrontOriginAccessIdentityConfig;
import software.amazon.awssdk.services.cloudfront.model.CloudFrontOriginAccessIdentitySummary;
import software.amazon.awssdk.services.cloudfront.model.CreateCloudFrontOriginAccessIdentityRequest;
import software.amazon.awssdk.services.cloudfront.model.CreateCloudFrontOriginAccessIdentityResponse;
import software.amazon.awssdk.services.cloudfront.model.DeleteCloudFrontOriginAccessIdentityRequest;
import software.amazon.awssdk.services.cloudfront.model.DeleteCloudFrontOriginAccessIdentityResponse;
import software.amazon.awssdk.services.cloudfront.model.GetCloudFrontOriginAccessIdentityConfigRequest;
import software.amazon.awssdk.services.cloudfront.model.GetCloudFrontOriginAccessIdentityConfigResponse;
import software.amazon.awssdk.services.cloudfront.model.GetCloudFrontOriginAccessIdentityRequest;
import software.amazon.awssdk.services.cloudfront.model.GetCloudFrontOriginAccessIdentityResponse;
import software.amazon.awssdk.services.cloudfront.model.ListCloudFrontOriginAccessIdentitiesRequest;
import software.amazon.awssdk.services.cloudfront.model.ListCloudFrontOriginAccessIdentitiesResponse;
import software.amazon.awssdk.services.cloudfront.model.UpdateCloudFrontOriginAccessIdentityRequest;
import software.amazon.awssdk.services.cloudfront.model.UpdateCloudFrontOriginAccessIdentityResponse;

/** Origin access identities in the API. */
@Singleton
final class AccessIdentityOperations implements OperationFamily {

  private final Resources resources;

  AccessIdentityOperations(Resources resources) {
    this.resources = resources;
  }

  @Override
  public List<OperationHandler<?>> operations() {
    return List.of(
        on(
            "CreateCloudFrontOriginAccessIdentity",
            CreateCloudFrontOriginAccessIdentityRequest.class,
            this::create),
        on(
            "GetCloudFrontOriginAccessIdentity",
            GetCloudFrontOriginAccessIdentityRequest.class,
            this::get),
        on(
            "GetCloudFrontOriginAccessIdentityConfig",
            GetCloudFrontOriginAccessIdentityConfigRequest.class,
            this::getConfig),
        on(
            "UpdateCloudFrontOriginAccessIdentity",
            UpdateCloudFrontOriginAccessIdentityRequest.class,
            this::update),
        on(
            "DeleteCloudFrontOriginAccessIdentity",
            DeleteCloudFrontOriginAccessIdentityRequest.class,
            this::delete),
        on(
            "ListCloudFrontOriginAccessIdentities",
            ListCloudFrontOriginAccessIdentitiesRequest.class,
            this::list));
  }

  private CreateCloudFrontOriginAccessIdentityResponse create(
      CreateCloudFrontOriginAccessIdentityRequest request, Call call) {
    CloudFrontOriginAccessIdentityConfig config =
        AccessIdentityRules.check(request.cloudFrontOriginAccessIdentityConfig());
    Resource<CloudFrontOriginAccessIdentityConfig> created =
        resources.create(
            ORIGIN_ACCESS_IDENTITY,
            call.caller().account(),
            config,
            config.callerReference(),
            Set.of());
    return CreateCloudFrontOriginAccessIdentityResponse.builder()
        .cloudFrontOriginAccessIdentity(identity(created))
        .location(call.location(ORIGIN_ACCESS_IDENTITY.kind(), created.id()))
        .eTag(created.etag())
        .build();
  }

  private GetCloudFrontOriginAccessIdentityResponse get(
      GetCloudFrontOriginAccessIdentityRequest request, Call call) {
    Resource<CloudFrontOriginAccessIdentityConfig> found = find(request.id(), call);
    return GetCloudFrontOriginAccessIdentityResponse.builder()
        .cloudFrontOriginAccessIdentity(identity(found))
        .eTag(found.etag())
        .build();
  }

  private GetCloudFrontOriginAccessIdentityConfigResponse getConfig(
      GetCloudFrontOriginAccessIdentityConfigRequest request, Call call) {
    Resource<CloudFrontOriginAccessIdentityConfig> found = find(request.id(), call);
    return GetCloudFrontOriginAccessIdentityConfigResponse.builder()
        .cloudFrontOriginAccessIdentityConfig(found.config())
        .eTag(found.etag())
        .build();
  }

  private UpdateCloudFrontOriginAccessIdentityResponse update(
      UpdateCloudFrontOriginAccessIdentityRequest request, Call call) {
    CloudFrontOriginAccessIdentityConfig config =
        AccessIdentityRules.checkChange(
            find(request.id(), call).config(), request.cloudFrontOriginAccessIdentityConfig());
    Resource<CloudFrontOriginAccessIdentityConfig> updated =
        resources.update(
            ORIGIN_ACCESS_IDENTITY,
            call.caller().account(),
            request.id(),
            request.ifMatch(),
            config,
            Set.of());
    return UpdateCloudFrontOriginAccessIdentityResponse.builder()
        .cloudFrontOriginAccessIdentity(identity(updated))
        .eTag(updated.etag())
        .build();
  }

  private DeleteCloudFrontOriginAccessIdentityResponse delete(
      DeleteCloudFrontOriginAccessIdentityRequest request, Call call) {
    resources.delete(
        ORIGIN_ACCESS_IDENTITY, call.caller().account(), request.id(), request.ifMatch());
    return DeleteCloudFrontOriginAccessIdentityResponse.builder().build();
  }

  private ListCloudFrontOriginAccessIdentitiesResponse list(
      ListCloudFrontOriginAccessIdentitiesRequest request, Call call) {
    Paging paging = Paging.of(request.marker(), request.maxItems());
    Paging.Page<Resource<CloudFrontOriginAccessIdentityConfig>> page =
        resources.list(ORIGIN_ACCESS_IDENTITY, call.caller().account(), paging);
    return ListCloudFrontOriginAccessIdentitiesResponse.builder()
        .cloudFrontOriginAccessIdentityList(list ->
            list.marker(paging.marker())
                .maxItems(paging.maxItems())
                .isTruncated(page.isTruncated())
                .nextMarker(page.nextMarker())
                .quantity(page.items().size())
                .items(page.items().stream().map(AccessIdentityOperations::summary).toList()))
        .build();
  }

  private Resource<CloudFrontOriginAccessIdentityConfig> find(String id, Call call) {
    return resources.get(ORIGIN_ACCESS_IDENTITY, call.caller().account(), id);
  }

  private static CloudFrontOriginAccessIdentity identity(
      Resource<CloudFrontOriginAccessIdentityConfig> resource) {
    return CloudFrontOriginAccessIdentity.builder()
        .id(resource.id())
        .s3CanonicalUserId(AccessIdentityRules.canonicalUserId(resource.id()))
        .cloudFrontOriginAccessIdentityConfig(resource.config())
        .build();
  }

  private static CloudFrontOriginAccessIdentitySummary summary(
      Resource<CloudFrontOriginAccessIdentityConfig> resource) {
    return CloudFrontOriginAccessIdentitySummary.builder()
        .id(resource.id())
        .s3CanonicalUserId(AccessIdentityRules.canonicalUserId(resource.id()))
        .comment(resource.config().comment())
        .build();
  }
}
