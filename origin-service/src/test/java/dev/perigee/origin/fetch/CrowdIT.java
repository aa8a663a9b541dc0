package dev.perigee.origin.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perigee.origin.Origins;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Many origins at a time, of which some take all that they can get. */
class CrowdIT {

  private static final int DEAD = 5;
  private static final int REQUESTS_EACH = 25;
  private static final OriginGate.Limits LIMITS =
      new OriginGate.Limits(20, 5, 60, Duration.ofSeconds(20));
  private static final String UPGRADE =
      "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n";

  private final List<EdgeConnection> edges = new ArrayList<>();
  private RunningListener service;

  @BeforeEach
  void start() throws Exception {
    service = RunningListener.start(LIMITS);
  }

  @AfterEach
  void stop() throws Exception {
    for (EdgeConnection edge : edges) {
      edge.close();
    }
    service.awaitUnderWay(0);
    service.awaitWebSockets(0);
    service.close();
  }

  private EdgeConnection connect() throws Exception {
    EdgeConnection edge = service.connect();
    edges.add(edge);
    return edge;
  }

  @Test
  void howeverManyOriginsHangAHealthyOneIsAsked() throws Exception {
    try (RawOrigin silent = RawOrigin.start(RawOrigin.Connection::awaitClose);
        RawOrigin healthy = RawOrigin.answering("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")) {
      service.knows(service.at(healthy).build());
      for (int i = 0; i < DEAD; i++) {
        service.knows(Origins.http("127.0.0.1", silent.port()).fingerprint("dead" + i).build());
        for (int request = 0; request < REQUESTS_EACH; request++) {
          connect().getFrom("dead" + i, "/" + request);
        }
      }
      service.awaitUnderWay(LIMITS.unanswered());

      for (int i = 0; i < 3; i++) {
        assertThat(connect().get("/" + i).text()).isEqualTo("ok");
      }
    }
  }

  @Test
  void webSocketsTakeNoPlaceOfRequestsAndHaveALimitOfTheirOwn() throws Exception {
    try (RawOrigin origin =
        RawOrigin.start(connection -> {
          connection.head();
          connection.send(UPGRADE);
          connection.awaitClose();
        })) {
      service.knows(service.at(origin).build());

      for (int i = 0; i < RunningListener.WEB_SOCKETS / 2; i++) {
        assertThat(upgrade().status()).isEqualTo(101);
      }
      service.awaitUnderWay(0);
      RawHttp.Head refused = upgrade();

      assertThat(refused.status()).isEqualTo(503);
      assertThat(refused.headers("perigee-failure")).containsExactly("OriginBusy");
    }
  }

  private RawHttp.Head upgrade() throws Exception {
    EdgeConnection edge = connect();
    edge.request(
        "GET",
        "/chat",
        "Connection: Upgrade",
        "Upgrade: websocket",
        "Sec-WebSocket-Version: 13",
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==");
    return edge.head();
  }
}
