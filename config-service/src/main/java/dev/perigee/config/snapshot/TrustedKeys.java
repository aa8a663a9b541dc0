package dev.perigee.config.snapshot;

import dev.perigee.config.wire.ApiException;
import dev.perigee.contracts.TrustedKey;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudfront.model.TrustedKeyGroups;

/** Resolves whose signatures a behaviour trusts. */
final class TrustedKeys {

  private static final int MAX_GROUPS = 4;

  private TrustedKeys() {}

  /** The keys of all groups, each once; none where everyone is served. */
  static List<TrustedKey> resolve(
      String path, @Nullable TrustedKeyGroups groups, Catalogue catalogue) {
    if (groups == null) {
      return List.of();
    }
    List<String> ids = groups.items();
    if (groups.enabled() == ids.isEmpty()) {
      throw ApiException.invalidArgument(
          path
              + ": Enabled is "
              + groups.enabled()
              + " with "
              + ids.size()
              + " key groups (expected: true with key groups, false without)");
    }
    Limits.count("TooManyKeyGroupsAssociatedToDistribution", path, ids.size(), MAX_GROUPS);
    Set<TrustedKey> keys = new LinkedHashSet<>();
    for (String id : ids) {
      keys.addAll(
          catalogue
              .keyGroup(id)
              .orElseThrow(() ->
                  new ApiException(
                      "TrustedKeyGroupDoesNotExist", path + ": there is no key group " + id)));
    }
    return List.copyOf(keys);
  }
}
