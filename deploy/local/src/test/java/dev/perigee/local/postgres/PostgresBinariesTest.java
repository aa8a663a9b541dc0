package dev.perigee.local.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PostgresBinariesTest {

  @Test
  void hasAnArchiveOnTheClassPathForEachMachineItNames() {
    for (String architecture : new String[] {"amd64", "x86_64", "aarch64"}) {
      String archive = PostgresBinaries.archiveName("Linux", architecture);
      assertThat(PostgresBinaries.class.getResource("/" + archive)).as(archive).isNotNull();
    }
  }

  @Test
  void saysWhichMachinesItKnows() {
    assertThatThrownBy(() -> PostgresBinaries.archiveName("Linux", "s390x"))
        .hasMessage("PostgreSQL for s390x is not packaged (expected: amd64 or aarch64)");
    assertThatThrownBy(() -> PostgresBinaries.archiveName("Mac OS X", "aarch64"))
        .hasMessage("PostgreSQL for Mac OS X is not packaged (expected: Linux)");
  }
}
