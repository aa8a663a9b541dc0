package dev.perigee.config.policy;

import dev.perigee.config.resource.Resource;
import dev.perigee.config.resource.ResourceType;
import dev.perigee.config.resource.Resources;
import dev.perigee.config.wire.ApiException;
import dev.perigee.config.wire.Paging;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;

/** The policies of one kind: the managed ones, which every account has, and the account's own. */
final class Policies<C extends SdkPojo> {

  static final String MANAGED = "managed";
  static final String CUSTOM = "custom";

  /** The managed policies are as old as this version of the API. */
  private static final Instant LAST_MODIFIED = Instant.parse("2020-05-31T00:00:00Z");

  private final Resources resources;
  private final ResourceType<C> type;
  private final Map<String, C> managed;

  /**
   * Makes one.
   *
   * @param managed by id, in the order in which they are listed
   */
  Policies(Resources resources, ResourceType<C> type, Map<String, C> managed) {
    this.resources = resources;
    this.type = type;
    this.managed = managed;
  }

  /** {@link #MANAGED} or {@link #CUSTOM}. */
  String typeOf(String id) {
    return managed.containsKey(id) ? MANAGED : CUSTOM;
  }

  Resource<C> create(String account, C config) {
    checkName(config);
    return resources.create(type, account, config, null, Set.of());
  }

  Resource<C> get(String account, String id) {
    C config = managed.get(id);
    return config == null ? resources.get(type, account, id) : managed(id, config);
  }

  Resource<C> update(String account, String id, @Nullable String ifMatch, C config) {
    checkNotManaged("IllegalUpdate", id);
    checkName(config);
    return resources.update(type, account, id, ifMatch, config, Set.of());
  }

  void delete(String account, String id, @Nullable String ifMatch) {
    checkNotManaged("IllegalDelete", id);
    resources.delete(type, account, id, ifMatch);
  }

  /**
   * A page of the managed ones and then the account's own.
   *
   * @param wanted {@link #MANAGED} or {@link #CUSTOM}; null for both
   */
  Paging.Page<Resource<C>> list(String account, @Nullable String wanted, Paging paging) {
    boolean amongManaged = paging.marker().isEmpty() || managed.containsKey(paging.marker());
    List<Resource<C>> rest = new ArrayList<>();
    if (amongManaged && !CUSTOM.equals(wanted)) {
      managed.forEach((id, config) -> rest.add(managed(id, config)));
      rest.subList(0, 1 + List.copyOf(managed.keySet()).indexOf(paging.marker())).clear();
    }
    if (!MANAGED.equals(wanted)) {
      Paging own = new Paging(amongManaged ? "" : paging.marker(), paging.maxItems() + 1);
      rest.addAll(resources.list(type, account, own).items());
    }
    return paging.page(rest, Resource::id);
  }

  private Resource<C> managed(String id, C config) {
    return new Resource<>(id, "", ManagedPolicies.etag(id), LAST_MODIFIED, LAST_MODIFIED, config);
  }

  private void checkNotManaged(String code, String id) {
    if (managed.containsKey(id)) {
      throw new ApiException(
          code, "the " + type.kind().label() + " " + id + " is managed and does not change");
    }
  }

  private void checkName(C config) {
    String name = type.name().apply(config);
    managed.forEach((id, other) -> {
      if (name != null && name.equals(type.name().apply(other))) {
        throw new ApiException(
            type.kind().alreadyExists(),
            "the managed " + type.kind().label() + " " + id + " has the name " + name);
      }
    });
  }
}
