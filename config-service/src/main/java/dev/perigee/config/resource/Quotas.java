package dev.perigee.config.resource;

import dev.perigee.config.settings.ConfigSettings;
import dev.perigee.config.wire.ApiException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** How many resources of each kind an account may have. */
@Singleton
public final class Quotas {

  private final Map<ResourceKind, Integer> quotas = new EnumMap<>(ResourceKind.class);

  @Inject
  Quotas(ConfigSettings settings) {
    this(settings.quota());
  }

  /**
   * Takes CloudFront's quotas but for those given.
   *
   * @param given by the resources' path in the API
   */
  Quotas(Map<String, Integer> given) {
    List<String> known = Arrays.stream(ResourceKind.values()).map(Quotas::name).sorted().toList();
    given.forEach((name, quota) -> {
      if (!known.contains(name) || quota < 0) {
        throw new IllegalArgumentException(
            "perigee.config.quota."
                + name
                + ": "
                + quota
                + " (expected: 0 or more, for one of "
                + known
                + ")");
      }
    });
    for (ResourceKind kind : ResourceKind.values()) {
      quotas.put(kind, given.getOrDefault(name(kind), kind.defaultQuota()));
    }
  }

  /**
   * Refuses one more.
   *
   * @param count how many there are
   */
  public void checkRoom(ResourceKind kind, long count) {
    int quota = quotas.getOrDefault(kind, kind.defaultQuota());
    if (count >= quota) {
      throw new ApiException(
          kind.tooMany(),
          "the account has "
              + count
              + " of the kind "
              + kind.label()
              + " (expected: < "
              + quota
              + ", see perigee.config.quota."
              + name(kind)
              + ")");
    }
  }

  private static String name(ResourceKind kind) {
    return kind.path().replace("/cloudfront", "");
  }
}
