package dev.perigee.local.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perigee.local.supervise.PartView;
import dev.perigee.local.supervise.PartView.Phase;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class StatusTableTest {

  @Test
  void showsEachPartAndTheTotal() {
    List<String> lines =
        StatusTable.of(
            new PartView(
                "supervisor",
                "-",
                Phase.RUNNING,
                OptionalLong.of(3),
                Optional.of(Duration.ofSeconds(80)),
                ""),
            List.of(
                new PartView(
                    "kafka",
                    "127.0.0.1:9092",
                    Phase.RUNNING,
                    OptionalLong.of(7),
                    Optional.of(Duration.ofSeconds(75)),
                    ""),
                new PartView(
                    "edge-1",
                    "127.0.0.1:8080",
                    Phase.RESTARTING,
                    OptionalLong.empty(),
                    Optional.empty(),
                    "exited with 1")),
            pid -> OptionalLong.of(pid << 20));

    assertThat(lines.stream().map(line -> line.strip().split("\\s{2,}")))
        .containsExactly(
            new String[] {"PART", "PID", "STATE", "ADDRESS", "MEMORY", "UP"},
            new String[] {"kafka", "7", "running", "127.0.0.1:9092", "7 MiB", "1 min 15 s"},
            new String[] {"edge-1", "-", "restarting", "127.0.0.1:8080", "-", "-", "exited with 1"},
            new String[] {"supervisor", "3", "running", "-", "3 MiB", "1 min 20 s"},
            new String[] {"total", "1 of 2", "10 MiB"});
  }

  @Test
  void rounds() {
    assertThat(StatusTable.duration(Duration.ofSeconds(59))).isEqualTo("59 s");
    assertThat(StatusTable.duration(Duration.ofMinutes(125))).isEqualTo("2 h 5 min");
  }
}
