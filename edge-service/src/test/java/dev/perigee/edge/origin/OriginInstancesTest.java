package dev.perigee.edge.origin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.perigee.edge.origin.OriginInstances.Instance;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OriginInstancesTest {

  private static final List<URI> ADDRESSES =
      List.of(URI.create("http://a:1"), URI.create("http://b:2"), URI.create("http://c:3"));

  @Test
  void everyEdgeAsksTheSameInstanceWhateverTheOrderOfItsSettings() {
    OriginInstances one = new OriginInstances(ADDRESSES);
    OriginInstances other = new OriginInstances(ADDRESSES.reversed());
    for (int i = 0; i < 100; i++) {
      assertThat(hosts(one.ranked("key-" + i))).isEqualTo(hosts(other.ranked("key-" + i)));
    }
  }

  @Test
  void objectsAreSpreadEvenly() {
    OriginInstances instances = new OriginInstances(ADDRESSES);
    Map<String, Integer> counts = new HashMap<>();
    for (int i = 0; i < 3_000; i++) {
      counts.merge(instances.ranked("key-" + i).getFirst().host(), 1, Integer::sum);
    }
    assertThat(counts.values()).hasSize(3).allMatch(count -> count > 700);
  }

  @Test
  void whatJustFailedIsAskedLast() {
    OriginInstances instances = new OriginInstances(ADDRESSES);
    Instance first = instances.ranked("key").getFirst();
    first.failed();
    assertThat(instances.ranked("key").getLast()).isSameAs(first);
  }

  @Test
  void anAddressThatIsNoneIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new OriginInstances(List.of(URI.create("a:9010"))))
        .withMessage("perigee.edge.origin-services: a:9010 (expected: http://host:port)");
  }

  private static List<String> hosts(List<Instance> instances) {
    return instances.stream().map(Instance::host).toList();
  }
}
