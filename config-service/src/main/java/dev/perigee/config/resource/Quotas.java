package dev.perigee.config.resource;

import dev.perigee.config.settings.ConfigSettings;
import dev.perigee.config.wire.ApiException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.TreeMap;

/**
 * How many resources of each kind an account may have, and how many distributions may use one of
 * them.
 */
@Singleton
public final class Quotas {

  private final Map<String, Integer> quotas = defaults();

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
    given.forEach((name, quota) -> {
      if (quota < 0 || quotas.replace(name, quota) == null) {
        throw new IllegalArgumentException(
            "perigee.config.quota."
                + name
                + ": "
                + quota
                + " (expected: 0 or more, for one of "
                + quotas.keySet()
                + ")");
      }
    });
  }

  /**
   * Refuses one more.
   *
   * @param count how many there are
   */
  public void checkRoom(ResourceKind kind, long count) {
    int quota = quota(name(kind));
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

  /** Refuses where more distributions use a resource than may. */
  void checkUsers(SharedKind kind, Reference resource, long users) {
    int quota = quota(kind.quotaName());
    if (users > quota) {
      throw new ApiException(
          kind.tooMany(),
          "with this one "
              + users
              + " distributions would use the "
              + resource.kind().label()
              + " "
              + resource.id()
              + " (expected: <= "
              + quota
              + ", see perigee.config.quota."
              + kind.quotaName()
              + ")");
    }
  }

  private int quota(String name) {
    Integer quota = quotas.get(name);
    if (quota == null) {
      throw new IllegalStateException("no quota " + name);
    }
    return quota;
  }

  private static Map<String, Integer> defaults() {
    Map<String, Integer> defaults = new TreeMap<>();
    for (ResourceKind kind : ResourceKind.values()) {
      defaults.put(name(kind), kind.defaultQuota());
    }
    for (SharedKind kind : SharedKind.values()) {
      defaults.put(kind.quotaName(), SharedKind.DEFAULT_QUOTA);
    }
    return defaults;
  }

  private static String name(ResourceKind kind) {
    return kind.path().replace("/cloudfront", "");
  }
}
