package dev.perigee.edge.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perigee.contracts.Behavior;
import dev.perigee.contracts.ContractJson;
import dev.perigee.contracts.DistributionSnapshot;
import java.util.List;
import org.junit.jupiter.api.Test;

class SharedPartsTest {

  private final SharedParts parts = new SharedParts();

  @Test
  void theSnapshotIsEqual() {
    DistributionSnapshot snapshot = decoded("E1");
    assertThat(parts.in(snapshot)).isEqualTo(snapshot);
  }

  @Test
  void equalPoliciesAreOne() {
    Behavior one = parts.in(decoded("E1")).behaviors().getFirst();
    Behavior other = parts.in(decoded("E2")).behaviors().getFirst();
    assertThat(one.cachePolicy()).isSameAs(other.cachePolicy());
    assertThat(one.forwarding()).isSameAs(other.forwarding());
    assertThat(one.allowedMethods()).isSameAs(other.allowedMethods());
  }

  private static DistributionSnapshot decoded(String id) {
    return ContractJson.read(
        ContractJson.write(
            Snapshots.distribution(id, List.of(), Snapshots.behavior("*", Snapshots.policy()))),
        DistributionSnapshot.class);
  }
}
