package dev.perigee.config.keyvalue;

import dev.perigee.config.resource.Resource;
import dev.perigee.config.resource.ResourceKind;
import dev.perigee.config.resource.ResourceType;
import dev.perigee.config.resource.Resources;
import dev.perigee.config.storage.Ids;
import dev.perigee.config.storage.Transactions;
import dev.perigee.config.tagging.TagStore;
import dev.perigee.config.tagging.Taggable;
import dev.perigee.config.wire.ApiException;
import dev.perigee.config.wire.Paging;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudfront.model.KeyValueStore;

/** The stores of an account, which CloudFront's API knows by their names. */
@ApplicationScoped
class Stores implements Taggable {

  static final ResourceType<KeyValueStore> TYPE =
      new ResourceType<>(
          ResourceKind.KEY_VALUE_STORE,
          "KeyValueStore",
          KeyValueStore.class,
          KeyValueStore::builder,
          store -> Ids.uuid(),
          KeyValueStore::name);

  private final Resources resources;
  private final TagStore tags;

  Stores(Resources resources, TagStore tags) {
    this.resources = resources;
    this.tags = tags;
  }

  Resource<KeyValueStore> create(
      String account, String name, String comment, Map<String, String> given) {
    return resources.create(
        TYPE,
        account,
        store(name, comment),
        null,
        self -> {
          tags.put(kind().arn(account, self.id()), given);
          return Set.of();
        });
  }

  Resource<KeyValueStore> get(String account, String name) {
    return Transactions.read(() -> resources.findByName(TYPE, account, name))
        .orElseThrow(
            () -> new ApiException(TYPE.kind().noSuch(), "there is no key value store " + name));
  }

  Paging.Page<Resource<KeyValueStore>> list(String account, Paging paging) {
    return resources.list(TYPE, account, paging);
  }

  Resource<KeyValueStore> update(
      String account, String name, @Nullable String ifMatch, String comment) {
    return resources.update(
        TYPE, account, get(account, name).id(), ifMatch, store(name, comment), Set.of());
  }

  void delete(String account, String name, @Nullable String ifMatch) {
    resources.delete(
        TYPE,
        account,
        get(account, name).id(),
        ifMatch,
        deleted -> tags.clear(kind().arn(account, deleted.id())));
  }

  @Override
  public ResourceKind kind() {
    return TYPE.kind();
  }

  @Override
  public boolean hold(String account, String id) {
    return resources.hold(kind(), account, id);
  }

  private static KeyValueStore store(String name, String comment) {
    return KeyValueStore.builder().name(name).comment(comment).build();
  }
}
