package dev.perigee.origin.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.perigee.contracts.Origin;
import dev.perigee.contracts.OriginFailure;
import dev.perigee.origin.Origins;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an edge is told where an origin gives no usable answer, and that nothing stays behind. */
class FailureIT {

  private static final Duration SHORT = Duration.ofMillis(300);

  private RunningListener service;

  @BeforeEach
  void start() throws Exception {
    service = RunningListener.start();
  }

  @AfterEach
  void stop() throws Exception {
    service.awaitUnderWay(0);
    service.close();
  }

  @Test
  @Tag("A9.1")
  void nobodyListens() throws Exception {
    int port = closedPort();
    service.knows(Origins.http("127.0.0.1", port).build());

    assertThat(detail(assertThatGetFailsWith(OriginFailure.OriginConnectError, 502)))
        .isEqualTo("no connection to 127.0.0.1:" + port + " in 3 attempts: refused");
  }

  @Test
  @Tag("A8.1")
  void whatAnswersDoesNotSpeakTls() throws Exception {
    try (RawOrigin origin = RawOrigin.answering("HTTP/1.1 400 Bad Request\r\n\r\n")) {
      service.knows(
          Origins.http("127.0.0.1", origin.port())
              .protocol(Origin.Protocol.HTTPS_ONLY)
              .attempts(1)
              .build());

      assertThat(detail(assertThatGetFailsWith(OriginFailure.OriginConnectError, 502)))
          .endsWith("1 attempts: TLS failed");
    }
  }

  @Test
  @Tag("A9.1")
  void packetsThatVanishCostTheTimeToConnectAndNoMore() throws Exception {
    try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Socket first = new Socket(full.getInetAddress(), full.getLocalPort());
        Socket second = new Socket(full.getInetAddress(), full.getLocalPort())) {
      assertThat(List.of(first, second)).allMatch(Socket::isConnected);
      service.knows(
          Origins.http("127.0.0.1", full.getLocalPort()).attempts(1).connectTimeout(SHORT).build());

      assertThat(detail(assertThatGetFailsWith(OriginFailure.OriginConnectError, 502)))
          .endsWith("in 1 attempts: timed out");
    }
  }

  @Test
  void theNameHasNoAddress() throws Exception {
    service.knows(Origins.http("no-such-host.invalid", 80).build());

    assertThatGetFailsWith(OriginFailure.OriginDnsError, 502);
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.1.2.3", "169.254.169.254", "[::1]", "0.0.0.0"})
  void theAddressIsClosedToTenants(String host) throws Exception {
    service.knows(Origins.http(host, 80).build());

    assertThatGetFailsWith(OriginFailure.OriginAddressRefused, 502);
  }

  @Test
  void nobodyKnowsTheOrigin() throws Exception {
    assertThatGetFailsWith(OriginFailure.OriginUnknown, 503);
  }

  @Test
  @Tag("A9.1")
  void aReadThatIsMetWithSilenceIsRepeated() throws Exception {
    try (RawOrigin origin = RawOrigin.start(RawOrigin.Connection::awaitClose)) {
      service.knows(service.at(origin).attempts(2).readTimeout(SHORT).build());

      assertThatGetFailsWith(OriginFailure.OriginReadTimeout, 504);

      assertThat(origin.connections()).isEqualTo(2);
    }
  }

  @Test
  @Tag("A9.1")
  void aWriteThatIsMetWithSilenceIsNot() throws Exception {
    try (RawOrigin origin = RawOrigin.start(RawOrigin.Connection::awaitClose);
        EdgeConnection edge = service.connect()) {
      service.knows(service.at(origin).attempts(3).readTimeout(SHORT).build());

      edge.request("POST", "/", "Content-Length: 4");
      edge.send("body");

      assertThat(edge.response().head().headers("perigee-failure"))
          .containsExactly("OriginReadTimeout");
      assertThat(origin.connections()).isEqualTo(1);
    }
  }

  @Test
  void theConnectionClosesBeforeAnAnswer() throws Exception {
    try (RawOrigin origin = RawOrigin.start(RawOrigin.Connection::request)) {
      service.knows(service.at(origin).attempts(3).build());

      assertThatGetFailsWith(OriginFailure.OriginCommError, 502);

      assertThat(origin.connections()).as("the first sending and one more").isEqualTo(2);
    }
  }

  @Test
  void aWriteWhoseConnectionClosesIsNotRepeated() throws Exception {
    try (RawOrigin origin = RawOrigin.start(RawOrigin.Connection::request);
        EdgeConnection edge = service.connect()) {
      service.knows(service.at(origin).attempts(3).build());

      edge.request("POST", "/", "Content-Length: 0");

      assertThat(edge.response().head().headers("perigee-failure"))
          .containsExactly("OriginCommError");
      assertThat(origin.connections()).isEqualTo(1);
    }
  }

  @Test
  void theHeadersAreTooBig() throws Exception {
    String value = "v".repeat(8_000);
    try (RawOrigin origin =
        RawOrigin.answering(
            "HTTP/1.1 200 OK\r\nA: %1$s\r\nB: %1$s\r\nC: %1$s\r\nD: %1$s\r\nE: %1$s\r\n\r\n"
                .formatted(value))) {
      service.knows(service.at(origin).build());

      assertThatGetFailsWith(OriginFailure.OriginHeaderTooBigError, 502);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SSH-2.0-OpenSSH_9.9\r\n\r\n",
        "HTTP/1.1 abc OK\r\n\r\n",
        "HTTP/2.0 200 OK\r\n\r\n",
        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab"
      })
  void whatComesIsNotHttp(String response) throws Exception {
    try (RawOrigin origin = RawOrigin.answering(response)) {
      service.knows(service.at(origin).build());

      assertThatGetFailsWith(OriginFailure.OriginInvalidResponseError, 502);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nhalf\r\n"
      })
  void aBodyThatBreaksOffNeverLooksWhole(String response) throws Exception {
    try (RawOrigin origin =
            RawOrigin.start(connection -> {
              connection.request();
              connection.send(response);
            });
        EdgeConnection edge = service.connect()) {
      service.knows(service.at(origin).build());

      assertThatThrownBy(() -> edge.get("/")).isInstanceOf(EOFException.class);
      service.awaitEnded(FetchMeter.BROKEN_OFF, 1);
    }
  }

  @Test
  void onlyAnotherInstanceIsAskedForTheRestOfABody() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    try (RawOrigin origin =
            RawOrigin.start(connection -> {
              while (true) {
                connection.request();
                asked.incrementAndGet();
                connection.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
              }
            });
        EdgeConnection edge = service.connect();
        EdgeConnection other = service.connect()) {
      service.knows(service.at(origin).build());

      String self = edge.get("/").head().headers("perigee-instance").getFirst();
      assertThat(edge.get("/", "perigee-broken-off-by: " + self).head().status()).isEqualTo(409);
      assertThat(other.get("/", "perigee-broken-off-by: another").text()).isEqualTo("ok");
      assertThat(asked).hasValue(2);
    }
  }

  @Test
  void anAnswerThatNobodyAskedForIsNobodysAnswer() throws Exception {
    try (RawOrigin origin =
            RawOrigin.answering(
                "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"
                    + "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil");
        EdgeConnection edge = service.connect()) {
      service.knows(service.at(origin).build());

      assertThat(edge.get("/1").text()).isEqualTo("ok");
      assertThat(edge.get("/2").text()).isEqualTo("ok");
      assertThat(origin.connections()).isEqualTo(2);
    }
  }

  @Test
  void silenceWithinABodyBreaksItOff() throws Exception {
    try (RawOrigin origin =
            RawOrigin.start(connection -> {
              connection.request();
              connection.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf");
              connection.awaitClose();
            });
        EdgeConnection edge = service.connect()) {
      service.knows(service.at(origin).readTimeout(SHORT).build());

      assertThatThrownBy(() -> edge.get("/")).isInstanceOf(EOFException.class);
    }
  }

  @Test
  @Tag("A9.2")
  void aResponseThatTakesTooLongInAllIsBrokenOff() throws Exception {
    try (RawOrigin origin =
            RawOrigin.start(connection -> {
              connection.request();
              connection.send("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n");
              while (true) {
                connection.send("x");
                TimeUnit.MILLISECONDS.sleep(20);
              }
            });
        EdgeConnection edge = service.connect()) {
      service.knows(service.at(origin).completionTimeout(Duration.ofMillis(500)).build());

      assertThatThrownBy(() -> edge.get("/")).isInstanceOf(EOFException.class);
    }
  }

  @Test
  @Tag("A9.2")
  void theLimitOfTheWholeResponseAlsoCoversItsHead() throws Exception {
    try (RawOrigin origin = RawOrigin.start(RawOrigin.Connection::awaitClose)) {
      service.knows(service.at(origin).completionTimeout(SHORT).build());

      assertThatGetFailsWith(OriginFailure.OriginReadTimeout, 504);
    }
  }

  @Test
  void anEdgeThatLeavesBeforeTheAnswerTakesTheOriginsRequestWithIt() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch closed = new CountDownLatch(1);
    try (RawOrigin origin =
        RawOrigin.start(connection -> {
          connection.request();
          asked.countDown();
          connection.awaitClose();
          closed.countDown();
        })) {
      service.knows(service.at(origin).build());

      try (EdgeConnection edge = service.connect()) {
        edge.request("GET", "/");
        assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();
      }

      assertThat(closed.await(10, TimeUnit.SECONDS)).isTrue();
      service.awaitUnderWay(0);
      service.awaitEnded(FetchMeter.EDGE_LEFT, 1);
    }
  }

  @Test
  void anEdgeThatLeavesWithinTheBodyTakesTheOriginsRequestWithIt() throws Exception {
    CountDownLatch closed = new CountDownLatch(1);
    try (RawOrigin origin =
        RawOrigin.start(connection -> {
          connection.request();
          connection.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf");
          connection.awaitClose();
          closed.countDown();
        })) {
      service.knows(service.at(origin).build());

      try (EdgeConnection edge = service.connect()) {
        edge.request("GET", "/");
        edge.head();
      }

      assertThat(closed.await(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void anEdgeThatLeavesWithinItsOwnBodyTakesTheOriginsRequestWithIt() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch closed = new CountDownLatch(1);
    try (RawOrigin origin =
        RawOrigin.start(connection -> {
          connection.head();
          asked.countDown();
          connection.awaitClose();
          closed.countDown();
        })) {
      service.knows(service.at(origin).build());

      try (EdgeConnection edge = service.connect()) {
        edge.request("PUT", "/", "Content-Length: 10");
        edge.send("half");
        assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();
      }

      assertThat(closed.await(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void anEdgeThatTakesNothingIsGivenUp() throws Exception {
    try (RawOrigin origin =
            RawOrigin.start(connection -> {
              connection.request();
              connection.send("HTTP/1.1 200 OK\r\nContent-Length: 100000000\r\n\r\n");
              byte[] part = new byte[64 * 1024];
              while (true) {
                connection.send(part);
              }
            });
        EdgeConnection edge = service.connect()) {
      service.knows(service.at(origin).readTimeout(SHORT).build());

      edge.request("GET", "/");
      edge.head();

      // The limit for edges is 2 s here; the origin's own, shorter one is not to be blamed for it.
      service.awaitUnderWay(0);
      service.awaitEnded(FetchMeter.BROKEN_OFF, 1);
    }
  }

  /** Says that it is asked, and answers as it is let. */
  private static RawOrigin answering(Semaphore asked, Semaphore answers) throws IOException {
    return RawOrigin.start(connection -> {
      while (true) {
        connection.request();
        asked.release();
        answers.acquire();
        connection.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
      }
    });
  }

  @Test
  void anOriginServesSoManyAtATimeAndSoManyWait() throws Exception {
    service.close();
    service = RunningListener.start(new OriginGate.Limits(1, 1, 100, Duration.ofSeconds(5)));
    Semaphore answers = new Semaphore(0);
    Semaphore asked = new Semaphore(0);
    List<EdgeConnection> edges = new ArrayList<>();
    try (RawOrigin origin = answering(asked, answers)) {
      service.knows(service.at(origin).build());
      for (int i = 0; i < 3; i++) {
        edges.add(service.connect());
      }

      edges.get(0).request("GET", "/served");
      asked.acquire();
      edges.get(1).request("GET", "/waits");
      service.awaitUnderWay(2);
      RawHttp.Message refused = edges.get(2).get("/refused");
      answers.release(2);

      assertThat(refused.head().status()).isEqualTo(503);
      assertThat(refused.head().headers("perigee-failure")).containsExactly("OriginBusy");
      assertThat(edges.get(0).response().text()).isEqualTo("ok");
      assertThat(edges.get(1).response().text()).isEqualTo("ok");
    } finally {
      for (EdgeConnection edge : edges) {
        edge.close();
      }
    }
  }

  @Test
  void whatNobodyWaitsForIsRefusedWhileTheOriginIsHalfBusy() throws Exception {
    service.close();
    service = RunningListener.start(new OriginGate.Limits(2, 1, 100, Duration.ofSeconds(5)));
    Semaphore answers = new Semaphore(0);
    Semaphore asked = new Semaphore(0);
    try (RawOrigin origin = answering(asked, answers);
        EdgeConnection viewers = service.connect();
        EdgeConnection ahead = service.connect()) {
      service.knows(service.at(origin).build());
      viewers.request("GET", "/asked");
      asked.acquire();
      RawHttp.Message refused = ahead.get("/next", "perigee-ahead: 1");
      assertThat(refused.head().status()).isEqualTo(503);
      assertThat(refused.head().headers("perigee-failure")).containsExactly("OriginBusy");
      answers.release(2);
      assertThat(viewers.response().text()).isEqualTo("ok");
      service.awaitUnderWay(0);
      assertThat(ahead.get("/next", "perigee-ahead: 1").text()).isEqualTo("ok");
    }
  }

  /** A blocking reload: media.md, low-latency HLS. */
  @Test
  void noOtherRequestWaitsBehindThoseThatAnOriginHoldsBack() throws Exception {
    service.close();
    service = RunningListener.start(new OriginGate.Limits(1, 0, 1, Duration.ofSeconds(5)));
    CountDownLatch next = new CountDownLatch(1);
    CountDownLatch held = new CountDownLatch(1);
    try (RawOrigin origin =
            RawOrigin.start(connection -> {
              while (true) {
                if (connection.head().startLine().contains("_HLS_msn")) {
                  held.countDown();
                  next.await();
                }
                connection.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
              }
            });
        EdgeConnection player = service.connect();
        EdgeConnection other = service.connect()) {
      service.knows(service.at(origin).build());

      player.request("GET", "/index.m3u8?_HLS_msn=5", "perigee-held: 1");
      assertThat(held.await(15, TimeUnit.SECONDS)).isTrue();

      assertThat(other.get("/segment.mp4").text()).isEqualTo("ok");
      assertThat(other.get("/other.m3u8?_HLS_msn=5", "perigee-held: 1").head().status())
          .as("they have bounds of their own")
          .isEqualTo(503);
      next.countDown();
      assertThat(player.response().text()).isEqualTo("ok");
    }
  }

  private RawHttp.Message assertThatGetFailsWith(OriginFailure failure, int status)
      throws IOException, InterruptedException {
    try (EdgeConnection edge = service.connect()) {
      RawHttp.Message response = edge.get("/");

      assertThat(response.head().status()).isEqualTo(status);
      assertThat(response.head().headers("perigee-failure")).containsExactly(failure.name());
      assertThat(response.head().headers("perigee-horizon")).containsExactly("41");
      assertThat(response.text())
          .contains("<h1>" + status + "</h1>")
          .doesNotContain(detail(response), "127.0.0.1");
      service.awaitEnded(failure.name(), 1);
      return response;
    }
  }

  private static String detail(RawHttp.Message response) {
    return response.head().header("perigee-failure-detail").orElseThrow();
  }

  private static int closedPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
