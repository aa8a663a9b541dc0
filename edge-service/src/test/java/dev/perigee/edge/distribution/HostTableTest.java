package dev.perigee.edge.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HostTableTest {

  private final HostTable table = new HostTable();

  @Test
  void aDistributionAnswersToItsOwnNameAndItsAliases() {
    put("E1", "www.example.org");
    assertThat(idAt("e1.example.net")).isEqualTo("E1");
    assertThat(idAt("www.example.org")).isEqualTo("E1");
    assertThat(idAt("example.org")).isNull();
    assertThat(idAt("")).isNull();
  }

  @Test
  void aWildcardCoversExactlyOneLabelAndYieldsToAnExactName() {
    put("E1", "*.example.org");
    put("E2", "www.example.org");
    assertThat(idAt("cdn.example.org")).isEqualTo("E1");
    assertThat(idAt("www.example.org")).isEqualTo("E2");
    assertThat(idAt("a.b.example.org")).isNull();
    assertThat(idAt("example.org")).isNull();
  }

  @Test
  void anAliasThatIsDroppedIsForgotten() {
    put("E1", "www.example.org");
    put("E1");
    assertThat(idAt("www.example.org")).isNull();
    assertThat(idAt("e1.example.net")).isEqualTo("E1");
  }

  @Test
  void anAliasMayBeDroppedBeforeTheOtherTakesIt() {
    put("E1", "www.example.org");
    put("E1");
    put("E2", "www.example.org");
    assertThat(idAt("www.example.org")).isEqualTo("E2");
  }

  @Test
  void anAliasMayBeTakenBeforeTheOtherDropsIt() {
    put("E1", "www.example.org");
    put("E2", "www.example.org");
    put("E1");
    assertThat(idAt("www.example.org")).isEqualTo("E2");
  }

  @Test
  void removingADistributionLeavesWhatOthersHaveTaken() {
    put("E1", "www.example.org");
    put("E2", "www.example.org");
    table.remove("E1");
    assertThat(idAt("www.example.org")).isEqualTo("E2");
    assertThat(idAt("e1.example.net")).isNull();
    assertThat(table.all()).hasSize(1);
  }

  @Test
  void anUpdateTakesThePlaceOfItsFormerVersionAtEveryName() {
    put("E1", "a.example.org");
    Distribution second = put("E1", "a.example.org", "b.example.org");
    assertThat(table.find("a.example.org")).isSameAs(second);
    assertThat(table.find("b.example.org")).isSameAs(second);
  }

  private Distribution put(String id, String... aliases) {
    Distribution distribution =
        Distribution.compile(
            Snapshots.distribution(
                id, List.of(aliases), Snapshots.behavior("*", Snapshots.policy())));
    table.put(distribution);
    return distribution;
  }

  private @Nullable String idAt(String host) {
    Distribution found = table.find(host);
    return found == null ? null : found.id();
  }
}
