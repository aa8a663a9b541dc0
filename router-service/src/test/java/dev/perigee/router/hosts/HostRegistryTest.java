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

    assertThat(registry.find("E1.perigee.localhost")).isNotNull();
    assertThat(registry.find("www.example.org")).isNotNull();
    assertThat(registry.find("a.example.net")).isNotNull();
    assertThat(registry.find("a.b.example.net")).isNull();
    assertThat(registry.find("example.net")).isNull();
    assertThat(registry.find("e2.perigee.localhost")).isNull();
    assertThat(registry.find("")).isNull();
  }

  @Test
  void anAliasThatMovesStaysKnown() {
    registry.put(distribution("E1", "e1.perigee.localhost", "www.example.org"));
    registry.put(distribution("E2", "e2.perigee.localhost", "www.example.org"));
    registry.put(distribution("E1", "e1.perigee.localhost"));

    assertThat(registry.find("www.example.org")).isNotNull();

    registry.remove("E2");
    assertThat(registry.find("www.example.org")).isNull();
    assertThat(registry.find("e1.perigee.localhost")).isNotNull();
  }

  @Test
  void whatAFullReadingDidNotBringIsGone() {
    registry.put(distribution("E1", "e1.perigee.localhost"));
    registry.put(distribution("E2", "e2.perigee.localhost"));

    registry.retain(List.of("E2"));

    assertThat(registry.find("e1.perigee.localhost")).isNull();
    assertThat(registry.find("e2.perigee.localhost")).isNotNull();
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
