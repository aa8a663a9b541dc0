package dev.perigee.config.originaccess;

import static dev.perigee.config.api.OperationHandler.on;
import static dev.perigee.config.resource.ResourceTypes.ORIGIN_ACCESS_CONTROL;

import dev.perigee.config.api.Call;
import dev.perigee.config.api.OperationFamily;
import dev.perigee.config.api.OperationHandler;
import dev.perigee.config.resource.Resource;
import dev.perigee.config.resource.Resources;
import dev.perigee.config.wire.ApiException;
import dev.perigee.config.wire.Paging;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.cloudfront.model.CreateOriginAccessControlRequest;
import software.amazon.awssdk.services.cloudfront.model.CreateOriginAccessControlResponse;
import software.amazon.awssdk.services.cloudfront.model.DeleteOriginAccessControlRequest;
import software.amazon.awssdk.services.cloudfront.model.DeleteOriginAccessControlResponse;
import software.amazon.awssdk.services.cloudfront.model.GetOriginAccessControlConfigRequest;
import software.amazon.awssdk.services.cloudfront.model.GetOriginAccessControlConfigResponse;
import software.amazon.awssdk.services.cloudfront.model.GetOriginAccessControlRequest;
import software.amazon.awssdk.services.cloudfront.model.GetOriginAccessControlResponse;
import software.amazon.awssdk.services.cloudfront.model.ListOriginAccessControlsRequest;
import software.amazon.awssdk.services.cloudfront.model.ListOriginAccessControlsResponse;
import software.amazon.awssdk.services.cloudfront.model.OriginAccessControl;
import software.amazon.awssdk.services.cloudfront.model.OriginAccessControlConfig;
import software.amazon.awssdk.services.cloudfront.model.OriginAccessControlOriginTypes;
import software.amazon.awssdk.services.cloudfront.model.OriginAccessControlSigningBehaviors;
import software.amazon.awssdk.services.cloudfront.model.OriginAccessControlSigningProtocols;
import software.amazon.awssdk.services.cloudfront.model.OriginAccessControlSummary;
import software.amazon.awssdk.services.cloudfront.model.UpdateOriginAccessControlRequest;
import software.amazon.awssdk.services.cloudfront.model.UpdateOriginAccessControlResponse;

/** Origin access controls in the API. */
@Singleton
final class AccessControlOperations implements OperationFamily {

  private static final int MAX_NAME_CHARACTERS = 64;
  private static final int MAX_DESCRIPTION_CHARACTERS = 256;
  private static final Set<OriginAccessControlOriginTypes> ORIGIN_TYPES =
      Set.of(OriginAccessControlOriginTypes.S3, OriginAccessControlOriginTypes.MEDIAPACKAGEV2);

  private final Resources resources;

  AccessControlOperations(Resources resources) {
    this.resources = resources;
  }

  @Override
  public List<OperationHandler<?>> operations() {
    return List.of(
        on("CreateOriginAccessControl", CreateOriginAccessControlRequest.class, this::create),
        on("GetOriginAccessControl", GetOriginAccessControlRequest.class, this::get),
        on(
            "GetOriginAccessControlConfig",
            GetOriginAccessControlConfigRequest.class,
            this::getConfig),
        on("UpdateOriginAccessControl", UpdateOriginAccessControlRequest.class, this::update),
        on("DeleteOriginAccessControl", DeleteOriginAccessControlRequest.class, this::delete),
        on("ListOriginAccessControls", ListOriginAccessControlsRequest.class, this::list));
  }

  private CreateOriginAccessControlResponse create(
      CreateOriginAccessControlRequest request, Call call) {
    OriginAccessControlConfig config = checked(request.originAccessControlConfig());
    Resource<OriginAccessControlConfig> created =
        resources.create(ORIGIN_ACCESS_CONTROL, call.caller().account(), config, null, Set.of());
    return CreateOriginAccessControlResponse.builder()
        .originAccessControl(control(created))
        .location(call.location(ORIGIN_ACCESS_CONTROL.kind(), created.id()))
        .eTag(created.etag())
        .build();
  }

  private GetOriginAccessControlResponse get(GetOriginAccessControlRequest request, Call call) {
    Resource<OriginAccessControlConfig> found = find(request.id(), call);
    return GetOriginAccessControlResponse.builder()
        .originAccessControl(control(found))
        .eTag(found.etag())
        .build();
  }

  private GetOriginAccessControlConfigResponse getConfig(
      GetOriginAccessControlConfigRequest request, Call call) {
    Resource<OriginAccessControlConfig> found = find(request.id(), call);
    return GetOriginAccessControlConfigResponse.builder()
        .originAccessControlConfig(found.config())
        .eTag(found.etag())
        .build();
  }

  private UpdateOriginAccessControlResponse update(
      UpdateOriginAccessControlRequest request, Call call) {
    Resource<OriginAccessControlConfig> updated =
        resources.update(
            ORIGIN_ACCESS_CONTROL,
            call.caller().account(),
            request.id(),
            request.ifMatch(),
            checked(request.originAccessControlConfig()),
            Set.of());
    return UpdateOriginAccessControlResponse.builder()
        .originAccessControl(control(updated))
        .eTag(updated.etag())
        .build();
  }

  private DeleteOriginAccessControlResponse delete(
      DeleteOriginAccessControlRequest request, Call call) {
    resources.delete(
        ORIGIN_ACCESS_CONTROL, call.caller().account(), request.id(), request.ifMatch());
    return DeleteOriginAccessControlResponse.builder().build();
  }

  private Resource<OriginAccessControlConfig> find(String id, Call call) {
    return resources.get(ORIGIN_ACCESS_CONTROL, call.caller().account(), id);
  }

  private ListOriginAccessControlsResponse list(
      ListOriginAccessControlsRequest request, Call call) {
    Paging paging = Paging.of(request.marker(), request.maxItems());
    Paging.Page<Resource<OriginAccessControlConfig>> page =
        resources.list(ORIGIN_ACCESS_CONTROL, call.caller().account(), paging);
    return ListOriginAccessControlsResponse.builder()
        .originAccessControlList(list -> {
          list.marker(paging.marker())
              .maxItems(paging.maxItems())
              .isTruncated(page.isTruncated())
              .nextMarker(page.nextMarker())
              .quantity(page.items().size());
          if (!page.items().isEmpty()) {
            list.items(page.items().stream().map(AccessControlOperations::summary).toList());
          }
        })
        .build();
  }

  private static OriginAccessControlConfig checked(OriginAccessControlConfig config) {
    if (config.name().isEmpty() || config.name().length() > MAX_NAME_CHARACTERS) {
      throw ApiException.invalidArgument(
          "Name: " + config.name() + " (expected: 1 to " + MAX_NAME_CHARACTERS + " characters)");
    }
    if (config.description() != null
        && config.description().length() > MAX_DESCRIPTION_CHARACTERS) {
      throw ApiException.invalidArgument(
          "Description: expected at most " + MAX_DESCRIPTION_CHARACTERS + " characters");
    }
    if (!ORIGIN_TYPES.contains(config.originAccessControlOriginType())) {
      throw ApiException.notSupported(
          "OriginAccessControlOriginType: " + config.originAccessControlOriginTypeAsString());
    }
    if (config.signingProtocol() != OriginAccessControlSigningProtocols.SIGV4) {
      throw ApiException.notSupported("SigningProtocol: " + config.signingProtocolAsString());
    }
    if (config.signingBehavior() == OriginAccessControlSigningBehaviors.UNKNOWN_TO_SDK_VERSION) {
      throw ApiException.notSupported("SigningBehavior: " + config.signingBehaviorAsString());
    }
    return config.description() == null ? config.toBuilder().description("").build() : config;
  }

  private static OriginAccessControl control(Resource<OriginAccessControlConfig> resource) {
    return OriginAccessControl.builder()
        .id(resource.id())
        .originAccessControlConfig(resource.config())
        .build();
  }

  private static OriginAccessControlSummary summary(Resource<OriginAccessControlConfig> resource) {
    OriginAccessControlConfig config = resource.config();
    return OriginAccessControlSummary.builder()
        .id(resource.id())
        .name(config.name())
        .description(config.description())
        .signingProtocol(config.signingProtocolAsString())
        .signingBehavior(config.signingBehaviorAsString())
        .originAccessControlOriginType(config.originAccessControlOriginTypeAsString())
        .build();
  }
}
