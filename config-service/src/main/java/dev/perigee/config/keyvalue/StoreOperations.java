package dev.perigee.config.keyvalue;

import static dev.perigee.config.api.OperationHandler.on;

import dev.perigee.config.api.Call;
import dev.perigee.config.api.OperationFamily;
import dev.perigee.config.api.OperationHandler;
import dev.perigee.config.resource.Resource;
import dev.perigee.config.tagging.Tags;
import dev.perigee.config.wire.ApiException;
import dev.perigee.config.wire.Paging;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudfront.model.CreateKeyValueStoreRequest;
import software.amazon.awssdk.services.cloudfront.model.CreateKeyValueStoreResponse;
import software.amazon.awssdk.services.cloudfront.model.DeleteKeyValueStoreRequest;
import software.amazon.awssdk.services.cloudfront.model.DeleteKeyValueStoreResponse;
import software.amazon.awssdk.services.cloudfront.model.DescribeKeyValueStoreRequest;
import software.amazon.awssdk.services.cloudfront.model.DescribeKeyValueStoreResponse;
import software.amazon.awssdk.services.cloudfront.model.KeyValueStore;
import software.amazon.awssdk.services.cloudfront.model.ListKeyValueStoresRequest;
import software.amazon.awssdk.services.cloudfront.model.ListKeyValueStoresResponse;
import software.amazon.awssdk.services.cloudfront.model.UpdateKeyValueStoreRequest;
import software.amazon.awssdk.services.cloudfront.model.UpdateKeyValueStoreResponse;

/** Key value stores in CloudFront's API. */
@Singleton
final class StoreOperations implements OperationFamily {

  /** A store can be used from the moment that it is created. */
  static final String READY = "READY";

  private final Stores stores;

  StoreOperations(Stores stores) {
    this.stores = stores;
  }

  @Override
  public List<OperationHandler<?>> operations() {
    return List.of(
        on("CreateKeyValueStore", CreateKeyValueStoreRequest.class, this::create),
        on("DescribeKeyValueStore", DescribeKeyValueStoreRequest.class, this::describe),
        on("ListKeyValueStores", ListKeyValueStoresRequest.class, this::list),
        on("UpdateKeyValueStore", UpdateKeyValueStoreRequest.class, this::update),
        on("DeleteKeyValueStore", DeleteKeyValueStoreRequest.class, this::delete));
  }

  private CreateKeyValueStoreResponse create(CreateKeyValueStoreRequest request, Call call) {
    if (request.importSource() != null) {
      throw unsupported("ImportSource", "put the keys by the data API's UpdateKeys");
    }
    Resource<KeyValueStore> created =
        stores.create(
            call.caller().account(),
            request.name(),
            text(request.comment()),
            Tags.of(request.tags()));
    return CreateKeyValueStoreResponse.builder()
        .keyValueStore(store(created))
        .location(call.location(Stores.TYPE.kind(), created.config().name()))
        .eTag(created.etag())
        .build();
  }

  private DescribeKeyValueStoreResponse describe(DescribeKeyValueStoreRequest request, Call call) {
    Resource<KeyValueStore> found = stores.get(call.caller().account(), request.name());
    return DescribeKeyValueStoreResponse.builder()
        .keyValueStore(store(found))
        .eTag(found.etag())
        .build();
  }

  private ListKeyValueStoresResponse list(ListKeyValueStoresRequest request, Call call) {
    Paging paging = Paging.of(request.marker(), request.maxItems());
    String status = text(request.status());
    Paging.Page<Resource<KeyValueStore>> page =
        status.isEmpty() || status.equals(READY)
            ? stores.list(call.caller().account(), paging)
            : new Paging.Page<>(List.of(), null);
    return ListKeyValueStoresResponse.builder()
        .keyValueStoreList(list -> {
          list.maxItems(paging.maxItems())
              .nextMarker(page.nextMarker())
              .quantity(page.items().size());
          if (!page.items().isEmpty()) {
            list.items(page.items().stream().map(StoreOperations::store).toList());
          }
        })
        .build();
  }

  private UpdateKeyValueStoreResponse update(UpdateKeyValueStoreRequest request, Call call) {
    Resource<KeyValueStore> updated =
        stores.update(
            call.caller().account(), request.name(), request.ifMatch(), request.comment());
    return UpdateKeyValueStoreResponse.builder()
        .keyValueStore(store(updated))
        .eTag(updated.etag())
        .build();
  }

  private DeleteKeyValueStoreResponse delete(DeleteKeyValueStoreRequest request, Call call) {
    stores.delete(call.caller().account(), request.name(), request.ifMatch());
    return DeleteKeyValueStoreResponse.builder().build();
  }

  private static KeyValueStore store(Resource<KeyValueStore> resource) {
    return KeyValueStore.builder()
        .name(resource.config().name())
        .id(resource.id())
        .comment(text(resource.config().comment()))
        .arn(Stores.TYPE.kind().arn(resource.account(), resource.id()))
        .status(READY)
        .lastModifiedTime(resource.lastModified())
        .build();
  }

  private static String text(@Nullable String given) {
    return Objects.requireNonNullElse(given, "");
  }

  private static ApiException unsupported(String member, String instead) {
    return new ApiException(
        "UnsupportedOperation", member + " is not supported for key value stores: " + instead);
  }
}
