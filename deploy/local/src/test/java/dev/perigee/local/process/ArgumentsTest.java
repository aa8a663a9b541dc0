package dev.perigee.local.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ArgumentsTest {

  @Test
  void givesValuesByName() {
    Arguments arguments = Arguments.of(new String[] {"/data", "9092"}, "directory", "port");
    assertThat(arguments.path("directory")).hasToString("/data");
    assertThat(arguments.port("port")).isEqualTo(9092);
  }

  @Test
  void saysWhatWasExpected() {
    assertThatThrownBy(() -> Arguments.of(new String[] {"a"}, "directory", "port"))
        .hasMessage("arguments: [a] (expected: [directory, port])");
    assertThatThrownBy(() -> Arguments.of(new String[] {"0"}, "port").port("port"))
        .hasMessage("port: 0 (expected: an integer from 1 to 65535)");
  }
}
