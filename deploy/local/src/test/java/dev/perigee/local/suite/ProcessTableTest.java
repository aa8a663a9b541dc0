package dev.perigee.local.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProcessTableTest {

  @Test
  void findsTheStartTimeBehindAnyName() {
    String stat =
        "42 (a) b (c) S 1 42 42 0 -1 4194560 1 2 3 4 5 6 7 8 20 0 1 0 987654 1000 200 1844674";
    assertThat(ProcessTable.startTicks(stat)).isEqualTo(987_654);
  }

  @Test
  void readsKilobytes() {
    List<String> lines = List.of("Rss:  2048 kB", "Pss:      1024 kB", "Pss_Dirty: 1 kB");
    assertThat(ProcessTable.field(lines, "Pss:")).hasValue(1 << 20);
    assertThat(ProcessTable.field(lines, "VmRSS:")).isEmpty();
  }

  @Test
  void knowsThisProcessAndNotOneThatIsGone() throws Exception {
    long self = ProcessHandle.current().pid();
    assertThat(ProcessTable.startTicks(self)).isPositive();
    assertThat(ProcessTable.residentBytes(self).orElseThrow()).isGreaterThan(1 << 20);

    Process gone = new ProcessBuilder("true").start();
    gone.waitFor();
    assertThat(ProcessTable.residentBytes(gone.pid())).isEmpty();
  }
}
