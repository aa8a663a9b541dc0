package dev.perigee.edge.origin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.perigee.edge.origin.OriginInstances.Instance;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class OriginInstancesTest {

  private static final List<String> ADDRESSES = List.of("http://a:1", "http://b:2", "http://c:3");

  @Test
  void everyEdgeAsksTheSameInstanceWhateverTheOrderOfItsSettings() {
    OriginInstances one = new OriginInstances(ADDRESSES, "local");
    OriginInstances other = new OriginInstances(ADDRESSES.reversed(), "local");
    for (int i = 0; i < 100; i++) {
      assertThat(hosts(one.ranked("key-" + i, null)))
          .isEqualTo(hosts(other.ranked("key-" + i, null)));
    }
  }

  @Test
  void objectsAreSpreadEvenly() {
    OriginInstances instances = new OriginInstances(ADDRESSES, "local");
    Map<String, Integer> counts = new HashMap<>();
    for (int i = 0; i < 3_000; i++) {
      counts.merge(instances.ranked("key-" + i, null).getFirst().host(), 1, Integer::sum);
    }
    assertThat(counts.values()).hasSize(3).allMatch(count -> count > 700);
  }

  @Test
  void whatJustFailedIsAskedLast() {
    OriginInstances instances = new OriginInstances(ADDRESSES, "local");
    Instance first = instances.ranked("key", null).getFirst();
    first.failed();
    assertThat(instances.ranked("key", null).getLast()).isSameAs(first);
  }

  @Test
  @Tag("A9.8")
  void theShieldsRegionIsAskedFirstAndThenTheEdgesOwn() {
    OriginInstances instances =
        new OriginInstances(
            List.of("here=http://a:1", "here=http://b:2", "there=http://c:3", "there=http://d:4"),
            "here");
    for (int i = 0; i < 20; i++) {
      assertThat(hosts(instances.ranked("key-" + i, null)).subList(0, 2)).containsOnly("a", "b");
      assertThat(hosts(instances.ranked("key-" + i, "there")).subList(0, 2)).containsOnly("c", "d");
      assertThat(hosts(instances.ranked("key-" + i, "nowhere")).subList(0, 2))
          .containsOnly("a", "b");
    }
  }

  @Test
  @Tag("A9.8")
  void anotherOfTheRegionStandsInForWhatIsLost() {
    OriginInstances instances =
        new OriginInstances(List.of("here=http://a:1", "here=http://b:2", "http://c:3"), "here");
    Instance first = instances.ranked("key", null).getFirst();
    first.failed();

    List<Instance> ranked = instances.ranked("key", null);
    assertThat(ranked.getFirst().host()).isIn("a", "b").isNotEqualTo(first.host());
    assertThat(ranked.getLast()).isSameAs(first);
  }

  @Test
  void anAddressThatIsNoneIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new OriginInstances(List.of("a:9010"), "local"))
        .withMessage(
            "perigee.edge.origin-services: a:9010 (expected: http://host:port or"
                + " region=http://host:port)");
  }

  private static List<String> hosts(List<Instance> instances) {
    return instances.stream().map(Instance::host).toList();
  }
}
