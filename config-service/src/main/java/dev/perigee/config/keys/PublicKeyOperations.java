package dev.perigee.config.keys;

import static dev.perigee.config.api.OperationHandler.on;
import static dev.perigee.config.resource.ResourceTypes.PUBLIC_KEY;

import dev.perigee.config.api.Call;
import dev.perigee.config.api.OperationFamily;
import dev.perigee.config.api.OperationHandler;
import dev.perigee.config.resource.Resource;
import dev.perigee.config.resource.Resources;
import dev.perigee.config.wire.Paging;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.cloudfront.model.CreatePublicKeyRequest;
import software.amazon.awssdk.services.cloudfront.model.CreatePublicKeyResponse;
import software.amazon.awssdk.services.cloudfront.model.DeletePublicKeyRequest;
import software.amazon.awssdk.services.cloudfront.model.DeletePublicKeyResponse;
import software.amazon.awssdk.services.cloudfront.model.GetPublicKeyConfigRequest;
import software.amazon.awssdk.services.cloudfront.model.GetPublicKeyConfigResponse;
import software.amazon.awssdk.services.cloudfront.model.GetPublicKeyRequest;
import software.amazon.awssdk.services.cloudfront.model.GetPublicKeyResponse;
import software.amazon.awssdk.services.cloudfront.model.ListPublicKeysRequest;
import software.amazon.awssdk.services.cloudfront.model.ListPublicKeysResponse;
import software.amazon.awssdk.services.cloudfront.model.PublicKey;
import software.amazon.awssdk.services.cloudfront.model.PublicKeyConfig;
import software.amazon.awssdk.services.cloudfront.model.PublicKeySummary;
import software.amazon.awssdk.services.cloudfront.model.UpdatePublicKeyRequest;
import software.amazon.awssdk.services.cloudfront.model.UpdatePublicKeyResponse;

/** Public keys in the API. */
@Singleton
final class PublicKeyOperations implements OperationFamily {

  private final Resources resources;

  PublicKeyOperations(Resources resources) {
    this.resources = resources;
  }

  @Override
  public List<OperationHandler<?>> operations() {
    return List.of(
        on("CreatePublicKey", CreatePublicKeyRequest.class, this::create),
        on("GetPublicKey", GetPublicKeyRequest.class, this::get),
        on("GetPublicKeyConfig", GetPublicKeyConfigRequest.class, this::getConfig),
        on("UpdatePublicKey", UpdatePublicKeyRequest.class, this::update),
        on("DeletePublicKey", DeletePublicKeyRequest.class, this::delete),
        on("ListPublicKeys", ListPublicKeysRequest.class, this::list));
  }

  private CreatePublicKeyResponse create(CreatePublicKeyRequest request, Call call) {
    PublicKeyConfig config = PublicKeyRules.check(request.publicKeyConfig());
    Resource<PublicKeyConfig> created =
        resources.create(
            PUBLIC_KEY, call.caller().account(), config, config.callerReference(), Set.of());
    return CreatePublicKeyResponse.builder()
        .publicKey(key(created))
        .location(call.location(PUBLIC_KEY.kind(), created.id()))
        .eTag(created.etag())
        .build();
  }

  private GetPublicKeyResponse get(GetPublicKeyRequest request, Call call) {
    Resource<PublicKeyConfig> found = find(request.id(), call);
    return GetPublicKeyResponse.builder().publicKey(key(found)).eTag(found.etag()).build();
  }

  private GetPublicKeyConfigResponse getConfig(GetPublicKeyConfigRequest request, Call call) {
    Resource<PublicKeyConfig> found = find(request.id(), call);
    return GetPublicKeyConfigResponse.builder()
        .publicKeyConfig(found.config())
        .eTag(found.etag())
        .build();
  }

  private UpdatePublicKeyResponse update(UpdatePublicKeyRequest request, Call call) {
    PublicKeyConfig config =
        PublicKeyRules.checkChange(find(request.id(), call).config(), request.publicKeyConfig());
    Resource<PublicKeyConfig> updated =
        resources.update(
            PUBLIC_KEY, call.caller().account(), request.id(), request.ifMatch(), config, Set.of());
    return UpdatePublicKeyResponse.builder().publicKey(key(updated)).eTag(updated.etag()).build();
  }

  private DeletePublicKeyResponse delete(DeletePublicKeyRequest request, Call call) {
    resources.delete(PUBLIC_KEY, call.caller().account(), request.id(), request.ifMatch());
    return DeletePublicKeyResponse.builder().build();
  }

  private ListPublicKeysResponse list(ListPublicKeysRequest request, Call call) {
    Paging paging = Paging.of(request.marker(), request.maxItems());
    Paging.Page<Resource<PublicKeyConfig>> page =
        resources.list(PUBLIC_KEY, call.caller().account(), paging);
    return ListPublicKeysResponse.builder()
        .publicKeyList(list ->
            list.maxItems(paging.maxItems())
                .nextMarker(page.nextMarker())
                .quantity(page.items().size())
                .items(page.items().stream().map(PublicKeyOperations::summary).toList()))
        .build();
  }

  private Resource<PublicKeyConfig> find(String id, Call call) {
    return resources.get(PUBLIC_KEY, call.caller().account(), id);
  }

  private static PublicKey key(Resource<PublicKeyConfig> resource) {
    return PublicKey.builder()
        .id(resource.id())
        .createdTime(resource.created())
        .publicKeyConfig(resource.config())
        .build();
  }

  private static PublicKeySummary summary(Resource<PublicKeyConfig> resource) {
    PublicKeyConfig config = resource.config();
    return PublicKeySummary.builder()
        .id(resource.id())
        .name(config.name())
        .createdTime(resource.created())
        .encodedKey(config.encodedKey())
        .comment(config.comment())
        .build();
  }
}
