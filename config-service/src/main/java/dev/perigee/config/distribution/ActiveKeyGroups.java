package dev.perigee.config.distribution;

import static dev.perigee.config.resource.ResourceTypes.KEY_GROUP;

import dev.perigee.config.resource.Resources;
import dev.perigee.config.snapshot.Behaviors;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudfront.model.ActiveTrustedKeyGroups;
import software.amazon.awssdk.services.cloudfront.model.CacheBehavior;
import software.amazon.awssdk.services.cloudfront.model.DistributionConfig;
import software.amazon.awssdk.services.cloudfront.model.KGKeyPairIds;

/** Tells which key groups a distribution's behaviours trust, and which keys are in them. */
@Singleton
final class ActiveKeyGroups {

  private final Resources resources;

  ActiveKeyGroups(Resources resources) {
    this.resources = resources;
  }

  ActiveTrustedKeyGroups of(Version version) {
    List<KGKeyPairIds> groups =
        trusted(version.config()).stream().map(id -> group(version.account(), id)).toList();
    ActiveTrustedKeyGroups.Builder active =
        ActiveTrustedKeyGroups.builder().enabled(!groups.isEmpty()).quantity(groups.size());
    return groups.isEmpty() ? active.build() : active.items(groups).build();
  }

  private KGKeyPairIds group(String account, String id) {
    List<String> keys = resources.get(KEY_GROUP, account, id).config().items();
    return KGKeyPairIds.builder()
        .keyGroupId(id)
        .keyPairIds(ids -> ids.quantity(keys.size()).items(keys))
        .build();
  }

  private static List<String> trusted(DistributionConfig config) {
    List<CacheBehavior> behaviors = new ArrayList<>();
    behaviors.add(Behaviors.fromDefault(config.defaultCacheBehavior()));
    if (config.cacheBehaviors() != null) {
      behaviors.addAll(config.cacheBehaviors().items());
    }
    return behaviors.stream()
        .flatMap(behavior ->
            behavior.trustedKeyGroups() == null
                ? Stream.empty()
                : behavior.trustedKeyGroups().items().stream())
        .distinct()
        .toList();
  }
}
