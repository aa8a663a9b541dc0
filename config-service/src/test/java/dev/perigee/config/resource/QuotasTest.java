package dev.perigee.config.resource;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.perigee.config.wire.ApiException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class QuotasTest {

  private static final Reference GROUP = new Reference(ResourceKind.KEY_GROUP, "G1");

  @Test
  void whatIsNotSetIsCloudFronts() {
    Quotas quotas = new Quotas(Map.of());
    assertThatCode(() -> quotas.checkRoom(ResourceKind.CACHE_POLICY, 19))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> quotas.checkRoom(ResourceKind.CACHE_POLICY, 20))
        .isInstanceOf(ApiException.class)
        .hasMessageStartingWith("TooManyCachePolicies");
    assertThatCode(() -> quotas.checkUsers(SharedKind.KEY_GROUP, GROUP, 100))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> quotas.checkUsers(SharedKind.KEY_GROUP, GROUP, 101))
        .isInstanceOf(ApiException.class)
        .hasMessage(
            "TooManyDistributionsAssociatedToKeyGroup: with this one 101 distributions would use"
                + " the key group G1 (expected: <= 100, see"
                + " perigee.config.quota.distributions-per-key-group)");
  }

  @Test
  void eachCanBeSet() {
    Quotas quotas =
        new Quotas(Map.of("origin-access-identity", 1, "distributions-per-key-group", 2));
    assertThatThrownBy(() -> quotas.checkRoom(ResourceKind.ORIGIN_ACCESS_IDENTITY, 1))
        .hasMessageStartingWith("TooManyCloudFrontOriginAccessIdentities");
    assertThatThrownBy(() -> quotas.checkUsers(SharedKind.KEY_GROUP, GROUP, 3))
        .hasMessageStartingWith("TooManyDistributionsAssociatedToKeyGroup");
  }

  @Test
  void oneThatThereIsNotIsNamed() {
    assertThatThrownBy(() -> new Quotas(Map.of("distributions-per-function", 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("perigee.config.quota.distributions-per-function: 1 (expected:")
        .hasMessageContaining("distributions-per-cache-policy");
    assertThatThrownBy(() -> new Quotas(Map.of("key-group", -1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("key-group: -1");
  }
}
