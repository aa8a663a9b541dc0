package dev.perigee.origin.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perigee.contracts.Origin;
import dev.perigee.contracts.OriginFailure;
import dev.perigee.contracts.OriginGroup.SelectionCriteria;
import dev.perigee.origin.Origins;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an origin group's secondary is asked for, and what it is not. */
class GroupIT {

  private static final String IN_GROUP = "perigee-origin-group: g1";
  private static final String FINE = "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nfine";

  private final AtomicLong nanos = new AtomicLong();
  private final BlockingQueue<RawHttp.Head> atSecondary = new LinkedBlockingQueue<>();
  private RunningListener service;
  private RawOrigin secondary;

  @BeforeEach
  void start() throws Exception {
    service = RunningListener.start(new PassiveHealth(2, Duration.ofSeconds(10), nanos::get));
    secondary =
        RawOrigin.start(connection -> {
          while (true) {
            RawHttp.Head head = connection.request().head();
            atSecondary.add(head);
            connection.send(head.startLine().startsWith("HEAD") ? FINE.replace("fine", "") : FINE);
          }
        });
  }

  @AfterEach
  void stop() throws Exception {
    service.awaitUnderWay(0);
    service.close();
    secondary.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {403, 404, 500, 503})
  @Tag("A9.5")
  void aConfiguredStatusIsAskedOfTheSecondary(int status) throws Exception {
    try (RawOrigin primary = answering(status)) {
      knows(primary.port(), status);

      for (int i = 0; i < 3; i++) {
        assertThat(get()).satisfies(GroupIT::isSecondarys);
      }
      assertThat(service.failedOver("Status")).isEqualTo(3);
      assertThat(primary.connections())
          .as("each event loop uses its connection again")
          .isLessThan(3);
    }
  }

  @Test
  @Tag("A9.5")
  void anotherStatusIsThePrimarysAnswer() throws Exception {
    try (RawOrigin primary = answering(502)) {
      knows(primary.port(), 500, 503);

      RawHttp.Message answer = get();

      assertThat(answer.head().status()).isEqualTo(502);
      assertThat(answer.head().headers("perigee-origin-member")).containsExactly("first");
      assertThat(atSecondary).isEmpty();
    }
  }

  @Test
  @Tag("A9.5")
  void aPrimaryThatRefusesConnectionsIsReplaced() throws Exception {
    knows(closedPort(), 500);

    assertThat(get()).satisfies(GroupIT::isSecondarys);
    assertThat(service.failedOver("OriginConnectError")).isEqualTo(1);
  }

  @Test
  @Tag("A9.5")
  void aPrimaryThatIsSilentIsReplaced() throws Exception {
    try (RawOrigin primary = RawOrigin.start(RawOrigin.Connection::awaitClose)) {
      knows(primary.port(), 500);

      assertThat(get()).satisfies(GroupIT::isSecondarys);
      assertThat(service.failedOver("OriginReadTimeout")).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"HEAD", "OPTIONS"})
  @Tag("A9.5")
  void readingMethodsFailOver(String method) throws Exception {
    try (EdgeConnection edge = service.connect()) {
      knows(closedPort(), 500);

      edge.request(method, "/", IN_GROUP);

      assertThat(edge.head().headers("perigee-origin-member")).containsExactly("second");
      assertThat(atSecondary.take().startLine()).startsWith(method + " /");
    }
  }

  @Test
  @Tag("A9.5")
  void aWriteIsThePrimarysAlone() throws Exception {
    try (EdgeConnection edge = service.connect()) {
      knows(closedPort(), 500);

      edge.request("POST", "/", IN_GROUP, "Content-Length: 4");
      edge.send("body");

      assertThat(edge.response().head().headers("perigee-failure"))
          .containsExactly("OriginConnectError");
      assertThat(atSecondary).isEmpty();
    }
  }

  @Test
  @Tag("A9.5")
  void whatTheSecondaryGivesCountsWhateverItIs() throws Exception {
    try (RawOrigin primary = answering(500);
        RawOrigin other = answering(503)) {
      service.knows(
          member("first", primary.port()).build(),
          member("second", other.port()).build(),
          SelectionCriteria.DEFAULT,
          500,
          503);

      assertThat(get().head().status()).isEqualTo(503);
      assertThat(other.connections()).isEqualTo(1);
    }
  }

  @Test
  void bothAreOutOfReach() throws Exception {
    service.knows(
        member("first", closedPort()).build(),
        member("second", closedPort()).build(),
        SelectionCriteria.DEFAULT,
        500);

    assertThat(get().head().headers("perigee-failure"))
        .containsExactly(OriginFailure.OriginConnectError.name());
  }

  @Test
  void eachMemberHasItsOwnHostPathAndHeaders() throws Exception {
    try (RawOrigin primary = answering(500)) {
      service.knows(
          member("first", primary.port()).path("/one").header("x-key", "1").build(),
          member("second", secondary.port()).path("/two").header("x-key", "2").build(),
          SelectionCriteria.DEFAULT,
          500);

      get();

      RawHttp.Head seen = atSecondary.take();
      assertThat(seen.startLine()).isEqualTo("GET /two/ HTTP/1.1");
      assertThat(seen.header("host")).contains("127.0.0.1:" + secondary.port());
      assertThat(seen.headers("x-key")).containsExactly("2");
    }
  }

  @Test
  void aGroupThatNobodyConfiguredIsNotAsked() throws Exception {
    service.knows(member("first", secondary.port()).build());

    assertThat(get().head().headers("perigee-failure"))
        .containsExactly(OriginFailure.OriginUnknown.name());
    assertThat(atSecondary).isEmpty();
  }

  @Test
  void aPrimaryThatKeepsFailingIsLeftOutForAWhile() throws Exception {
    try (RawOrigin primary = RawOrigin.start(RawOrigin.Connection::request)) {
      knows(primary.port(), 500);
      get();
      get();
      int known = primary.connections();

      assertThat(get()).satisfies(GroupIT::isSecondarys);
      assertThat(primary.connections()).isEqualTo(known);
      assertThat(service.failedOver("KnownToFail")).isEqualTo(1);

      nanos.addAndGet(Duration.ofSeconds(11).toNanos());
      assertThat(get()).satisfies(GroupIT::isSecondarys);
      assertThat(primary.connections()).as("one request tries it").isGreaterThan(known);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"60, 90, second", "90, 60, first", "80, 80, first", ", 10, second", "10, , first"})
  @Tag("A9.6")
  void theBetterMediaIsTaken(String scoresAndWinner) throws Exception {
    String[] parts = scoresAndWinner.split(",", -1);
    try (RawOrigin first = scored(parts[0].strip());
        RawOrigin second = scored(parts[1].strip())) {
      service.knows(
          member("first", first.port()).build(),
          member("second", second.port()).build(),
          SelectionCriteria.MEDIA_QUALITY,
          500);

      RawHttp.Message answer = get();

      assertThat(answer.head().headers("perigee-origin-member")).containsExactly(parts[2].strip());
      assertThat(answer.text()).isEqualTo("fine");
    }
  }

  @Test
  @Tag("A9.6")
  void aSecondaryThatIsSilentIsNotWaitedForLong() throws Exception {
    try (RawOrigin first = scored("10");
        RawOrigin second = RawOrigin.start(RawOrigin.Connection::awaitClose)) {
      service.knows(
          member("first", first.port()).build(),
          member("second", second.port()).readTimeout(Duration.ofSeconds(60)).build(),
          SelectionCriteria.MEDIA_QUALITY,
          500);

      assertThat(get().head().headers("perigee-origin-member")).containsExactly("first");
    }
  }

  private static RawOrigin scored(String score) throws IOException {
    String cmsd = score.isEmpty() ? "" : "CMSD-Static: ot=v,com.example-mqcs=" + score + "\r\n";
    String head = "HTTP/1.1 200 OK\r\n" + cmsd + "Content-Length: 4\r\n\r\n";
    return RawOrigin.start(connection -> {
      while (true) {
        boolean headOnly = connection.request().head().startLine().startsWith("HEAD");
        connection.send(headOnly ? head : head + "fine");
      }
    });
  }

  private static RawOrigin answering(int status) throws IOException {
    return RawOrigin.answering("HTTP/1.1 " + status + " Sorry\r\nContent-Length: 5\r\n\r\nsorry");
  }

  private void knows(int primaryPort, int... statuses) {
    service.knows(
        member("first", primaryPort).readTimeout(Duration.ofMillis(300)).attempts(1).build(),
        member("second", secondary.port()).build(),
        SelectionCriteria.DEFAULT,
        statuses);
  }

  private static Origins member(String id, int port) {
    return Origins.http("127.0.0.1", port)
        .id(id)
        .fingerprint("of " + id)
        .protocol(Origin.Protocol.HTTP_ONLY);
  }

  private static void isSecondarys(RawHttp.Message answer) {
    assertThat(answer.head().status()).isEqualTo(200);
    assertThat(answer.text()).isEqualTo("fine");
    assertThat(answer.head().headers("perigee-origin-member")).containsExactly("second");
  }

  private RawHttp.Message get() throws IOException {
    try (EdgeConnection edge = service.connect()) {
      return edge.get("/", IN_GROUP);
    }
  }

  private static int closedPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
