package dev.perigee.local.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class EdgeMemoryTest {

  @Test
  void anEdgeThatIsToldNothingIsSmall() {
    assertThat(EdgeMemory.of(Map.of())).isEqualTo(new EdgeMemory(256, 256));
  }

  @Test
  void whatItIsToKeepHasRoom() {
    long gibibyte = 1L << 30;
    assertThat(EdgeMemory.of(Map.of("PERIGEE_EDGE_MEMORY_MAX_BYTES", Long.toString(gibibyte))))
        .isEqualTo(new EdgeMemory(192 + 512, 96 + 1_024 + 32));
  }

  @Test
  void nonsenseIsLeftToTheEdge() {
    assertThat(EdgeMemory.of(Map.of("PERIGEE_EDGE_MEMORY_MAX_BYTES", "much")))
        .isEqualTo(new EdgeMemory(256, 256));
  }
}
