package dev.perigee.config.keys;

import static dev.perigee.config.api.OperationHandler.on;
import static dev.perigee.config.resource.ResourceTypes.KEY_GROUP;

import dev.perigee.config.api.Call;
import dev.perigee.config.api.OperationFamily;
import dev.perigee.config.api.OperationHandler;
import dev.perigee.config.resource.Resource;
import dev.perigee.config.resource.Resources;
import dev.perigee.config.wire.Paging;
import jakarta.inject.Singleton;
import java.util.List;
import software.amazon.awssdk.services.cloudfront.model.CreateKeyGroupRequest;
import software.amazon.awssdk.services.cloudfront.model.CreateKeyGroupResponse;
import software.amazon.awssdk.services.cloudfront.model.DeleteKeyGroupRequest;
import software.amazon.awssdk.services.cloudfront.model.DeleteKeyGroupResponse;
import software.amazon.awssdk.services.cloudfront.model.GetKeyGroupConfigRequest;
import software.amazon.awssdk.services.cloudfront.model.GetKeyGroupConfigResponse;
import software.amazon.awssdk.services.cloudfront.model.GetKeyGroupRequest;
import software.amazon.awssdk.services.cloudfront.model.GetKeyGroupResponse;
import software.amazon.awssdk.services.cloudfront.model.KeyGroup;
import software.amazon.awssdk.services.cloudfront.model.KeyGroupConfig;
import software.amazon.awssdk.services.cloudfront.model.KeyGroupSummary;
import software.amazon.awssdk.services.cloudfront.model.ListKeyGroupsRequest;
import software.amazon.awssdk.services.cloudfront.model.ListKeyGroupsResponse;
import software.amazon.awssdk.services.cloudfront.model.UpdateKeyGroupRequest;
import software.amazon.awssdk.services.cloudfront.model.UpdateKeyGroupResponse;

/** Key groups in the API. */
@Singleton
final class KeyGroupOperations implements OperationFamily {

  private final Resources resources;

  KeyGroupOperations(Resources resources) {
    this.resources = resources;
  }

  @Override
  public List<OperationHandler<?>> operations() {
    return List.of(
        on("CreateKeyGroup", CreateKeyGroupRequest.class, this::create),
        on("GetKeyGroup", GetKeyGroupRequest.class, this::get),
        on("GetKeyGroupConfig", GetKeyGroupConfigRequest.class, this::getConfig),
        on("UpdateKeyGroup", UpdateKeyGroupRequest.class, this::update),
        on("DeleteKeyGroup", DeleteKeyGroupRequest.class, this::delete),
        on("ListKeyGroups", ListKeyGroupsRequest.class, this::list));
  }

  private CreateKeyGroupResponse create(CreateKeyGroupRequest request, Call call) {
    KeyGroupConfig config = KeyGroupRules.check(request.keyGroupConfig());
    Resource<KeyGroupConfig> created =
        resources.create(
            KEY_GROUP, call.caller().account(), config, null, KeyGroupRules.keys(config));
    return CreateKeyGroupResponse.builder()
        .keyGroup(group(created))
        .location(call.location(KEY_GROUP.kind(), created.id()))
        .eTag(created.etag())
        .build();
  }

  private GetKeyGroupResponse get(GetKeyGroupRequest request, Call call) {
    Resource<KeyGroupConfig> found = find(request.id(), call);
    return GetKeyGroupResponse.builder().keyGroup(group(found)).eTag(found.etag()).build();
  }

  private GetKeyGroupConfigResponse getConfig(GetKeyGroupConfigRequest request, Call call) {
    Resource<KeyGroupConfig> found = find(request.id(), call);
    return GetKeyGroupConfigResponse.builder()
        .keyGroupConfig(found.config())
        .eTag(found.etag())
        .build();
  }

  private UpdateKeyGroupResponse update(UpdateKeyGroupRequest request, Call call) {
    KeyGroupConfig config = KeyGroupRules.check(request.keyGroupConfig());
    Resource<KeyGroupConfig> updated =
        resources.update(
            KEY_GROUP,
            call.caller().account(),
            request.id(),
            request.ifMatch(),
            config,
            KeyGroupRules.keys(config));
    return UpdateKeyGroupResponse.builder().keyGroup(group(updated)).eTag(updated.etag()).build();
  }

  private DeleteKeyGroupResponse delete(DeleteKeyGroupRequest request, Call call) {
    resources.delete(KEY_GROUP, call.caller().account(), request.id(), request.ifMatch());
    return DeleteKeyGroupResponse.builder().build();
  }

  private ListKeyGroupsResponse list(ListKeyGroupsRequest request, Call call) {
    Paging paging = Paging.of(request.marker(), request.maxItems());
    Paging.Page<Resource<KeyGroupConfig>> page =
        resources.list(KEY_GROUP, call.caller().account(), paging);
    return ListKeyGroupsResponse.builder()
        .keyGroupList(list ->
            list.maxItems(paging.maxItems())
                .nextMarker(page.nextMarker())
                .quantity(page.items().size())
                .items(page.items().stream().map(KeyGroupOperations::summary).toList()))
        .build();
  }

  private Resource<KeyGroupConfig> find(String id, Call call) {
    return resources.get(KEY_GROUP, call.caller().account(), id);
  }

  private static KeyGroup group(Resource<KeyGroupConfig> resource) {
    return KeyGroup.builder()
        .id(resource.id())
        .lastModifiedTime(resource.lastModified())
        .keyGroupConfig(resource.config())
        .build();
  }

  private static KeyGroupSummary summary(Resource<KeyGroupConfig> resource) {
    return KeyGroupSummary.builder().keyGroup(group(resource)).build();
  }
}
