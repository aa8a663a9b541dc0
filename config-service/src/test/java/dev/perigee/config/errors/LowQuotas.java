package dev.perigee.config.errors;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A service whose quotas are soon reached, but for those of distributions. */
public final class LowQuotas implements QuarkusTestProfile {

  private static final String QUOTA = "perigee.config.quota.";

  private static final List<String> KINDS =
      List.of(
          "streaming-distribution",
          "cache-policy",
          "origin-request-policy",
          "response-headers-policy",
          "origin-access-control",
          "origin-access-identity",
          "public-key",
          "key-group",
          "function",
          "key-value-store",
          "continuous-deployment-policy",
          "realtime-log-config");

  private static final List<String> SHARED =
      List.of(
          "cache-policy",
          "origin-request-policy",
          "response-headers-policy",
          "origin-access-control",
          "key-group");

  static final int KIND_QUOTA = 12;
  static final int SHARED_QUOTA = 2;

  @Override
  public Map<String, String> getConfigOverrides() {
    Map<String, String> quotas = new HashMap<>();
    KINDS.forEach(kind -> quotas.put(QUOTA + kind, Integer.toString(KIND_QUOTA)));
    SHARED.forEach(
        kind -> quotas.put(QUOTA + "distributions-per-" + kind, Integer.toString(SHARED_QUOTA)));
    quotas.put(QUOTA + "distribution", "40");
    return quotas;
  }

  @Override
  public List<TestResourceEntry> testResources() {
    return List.of(new TestResourceEntry(InvalidationNeighbours.class));
  }

  @Override
  public boolean disableGlobalTestResources() {
    return true;
  }
}
