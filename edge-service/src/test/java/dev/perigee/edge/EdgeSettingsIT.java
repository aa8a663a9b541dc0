package dev.perigee.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged edge with settings that it refuses. */
class EdgeSettingsIT {

  @Test
  void whatIsOutOfRangeEndsTheStartWithOneMessage(@TempDir Path directory) throws Exception {
    try (EdgeProcess edge =
        EdgeProcess.start(
            directory,
            "127.0.0.1:1",
            "http://127.0.0.1:1",
            Map.of("PERIGEE_EDGE_HTTP_PORT", "0", "PERIGEE_EDGE_LEASE", "1s"))) {
      assertThat(edge.exitStatus()).isNotZero();
      assertThat(edge.log())
          .contains("perigee.edge.http-port: 0 (expected: 1 to 65535)")
          .contains("perigee.edge.lease: PT1S (expected: PT3S to PT1H)")
          .doesNotContain("\tat ");
    }
  }

  @Test
  void halfAnIdentityForKafkaEndsTheStart(@TempDir Path directory) throws Exception {
    try (EdgeProcess edge =
        EdgeProcess.start(
            directory,
            "127.0.0.1:1",
            "http://127.0.0.1:1",
            Map.of("PERIGEE_KAFKA_CERTIFICATE", "/etc/perigee/user.crt"))) {
      assertThat(edge.exitStatus()).isNotZero();
      assertThat(edge.log())
          .contains(
              "perigee.kafka.authorities: nothing"
                  + " (expected: a file in PEM form beside perigee.kafka.certificate)")
          .doesNotContain("\tat ");
    }
  }
}
