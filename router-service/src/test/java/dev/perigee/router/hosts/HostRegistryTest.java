package dev.perigee.router.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perigee.contracts.DistributionSnapshot;
import dev.perigee.contracts.Reporting;
import dev.perigee.contracts.ViewerRules;
import java.util.List;
import org.junit.jupiter.api.Test;

class HostRegistryTest {

  private final HostRegistry registry = new HostRegistry();

  @Test
  void knowsADistributionsOwnNameAndItsAliases() {
    registry.put(distribution("E1", "e1.perigee.localhost", "WWW.example.org", "*.example.net"));

    assertThat(registry.knows("E1.perigee.localhost")).isTrue();
    assertThat(registry.knows("www.example.org")).isTrue();
    assertThat(registry.knows("a.example.net")).isTrue();
    assertThat(registry.knows("a.b.example.net")).isFalse();
    assertThat(registry.knows("example.net")).isFalse();
    assertThat(registry.knows("e2.perigee.localhost")).isFalse();
    assertThat(registry.knows("")).isFalse();
  }

  @Test
  void anAliasThatMovesStaysKnown() {
    registry.put(distribution("E1", "e1.perigee.localhost", "www.example.org"));
    registry.put(distribution("E2", "e2.perigee.localhost", "www.example.org"));
    registry.put(distribution("E1", "e1.perigee.localhost"));

    assertThat(registry.knows("www.example.org")).isTrue();

    registry.remove("E2");
    assertThat(registry.knows("www.example.org")).isFalse();
    assertThat(registry.knows("e1.perigee.localhost")).isTrue();
  }

  @Test
  void whatAFullReadingDidNotBringIsGone() {
    registry.put(distribution("E1", "e1.perigee.localhost"));
    registry.put(distribution("E2", "e2.perigee.localhost"));

    registry.retain(List.of("E2"));

    assertThat(registry.knows("e1.perigee.localhost")).isFalse();
    assertThat(registry.knows("e2.perigee.localhost")).isTrue();
  }

  private static DistributionSnapshot distribution(String id, String name, String... aliases) {
    return new DistributionSnapshot(
        DistributionSnapshot.SCHEMA,
        id,
        1,
        "000000000000",
        name,
        List.of(aliases),
        true,
        "",
        false,
        null,
        ViewerRules.DEFAULT,
        Reporting.NONE,
        null,
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }
}
