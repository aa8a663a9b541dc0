package dev.perigee.edge;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.perigee.edge.distribution.SnapshotBuilder;
import dev.perigee.testkit.http.Answer;
import dev.perigee.testkit.http.Gate;
import dev.perigee.testkit.http.RawConnection;
import dev.perigee.testkit.http.Reply;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of viewers when an edge is stopped. */
class DrainIT {

  private static final String GET =
      " HTTP/1.1\r\nHost: d.example.net\r\nConnection: keep-alive\r\n\r\n";

  @Test
  void requestsUnderWayEndIdleConnectionsCloseAndNobodyElseIsSentHere(@TempDir Path directory)
      throws Exception {
    Gate gate = new Gate();
    try (RunningEdge edge =
            RunningEdge.start(directory, Map.of(), SnapshotBuilder.distribution("D").build());
        RawConnection idle = RawConnection.open(edge.url());
        RawConnection busy = RawConnection.open(edge.url())) {
      edge.on("/a", Answer.ok("a").header("Cache-Control", "max-age=60"));
      edge.on("/slow", Answer.ok("0123456789").pausingAt(5, gate));
      idle.send("GET /a" + GET);
      assertThat(idle.readReply("GET").text()).isEqualTo("a");
      busy.send("GET /slow" + GET);
      busy.readHead();
      gate.awaitReached();

      edge.beginStop();
      assertThat(idle.isClosedByPeer()).isTrue();
      Await.until("it is not ready any more", () -> !edge.isReady());
      try (RawConnection late = RawConnection.open(edge.url())) {
        late.send("GET /a" + GET);
        Reply reply = late.readReply("GET");
        assertThat(reply.text()).isEqualTo("a");
        assertThat(reply.header("Connection")).contains("close");
      }
      gate.open();
      assertThat(new String(busy.readBytes(10), US_ASCII)).isEqualTo("0123456789");
      assertThat(busy.isClosedByPeer()).isTrue();
      assertThat(edge.awaitEnd()).isIn(0, 143);
    }
  }

  @Test
  void whatDoesNotEndInTimeIsBrokenOff(@TempDir Path directory) throws Exception {
    Gate gate = new Gate();
    try (RunningEdge edge =
            RunningEdge.start(
                directory,
                Map.of("PERIGEE_EDGE_VIEWERS_DRAIN_TIMEOUT", "1s"),
                SnapshotBuilder.distribution("D").build());
        RawConnection busy = RawConnection.open(edge.url())) {
      edge.on("/slow", Answer.ok("0123456789").pausingAt(5, gate));
      busy.send("GET /slow" + GET);
      busy.readHead();
      gate.awaitReached();
      edge.beginStop();
      assertThat(edge.awaitEnd()).isIn(0, 143);
      assertThat(edge.log()).contains("1 requests are broken off after PT1S");
      gate.open();
    }
  }
}
