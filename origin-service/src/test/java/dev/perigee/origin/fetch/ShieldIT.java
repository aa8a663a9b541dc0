package dev.perigee.origin.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perigee.contracts.OriginFailure;
import dev.perigee.origin.Origins;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests of several edges for one object, and when they are one request to the origin. */
class ShieldIT {

  private static final String SHARE = "perigee-share: an-object";
  private static final String LOG = "perigee-horizon-log: log-1";
  private static final String FINE = "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nfine";

  private final Semaphore go = new Semaphore(0);
  private final AtomicInteger asked = new AtomicInteger();
  private final BlockingQueue<String> targets = new LinkedBlockingQueue<>();
  private final List<EdgeConnection> edges = new ArrayList<>();
  private RunningListener service;
  private @Nullable RawOrigin origin;

  @BeforeEach
  void start() throws Exception {
    service = RunningListener.start();
  }

  @AfterEach
  void stop() throws Exception {
    go.release(1_000);
    for (EdgeConnection edge : edges) {
      edge.close();
    }
    service.awaitUnderWay(0);
    service.awaitKept(0);
    service.close();
    if (origin != null) {
      origin.close();
    }
  }

  @Test
  @Tag("A9.8")
  void requestsThatMeetAreOneForTheOrigin() throws Exception {
    answering(FINE);
    List<EdgeConnection> all = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      all.add(ask(41));
    }
    awaitAsked();
    service.awaitJoined(7);
    go.release();

    for (EdgeConnection edge : all) {
      RawHttp.Message answer = edge.response();
      assertThat(answer.text()).isEqualTo("fine");
      assertThat(answer.head().headers("perigee-horizon")).containsExactly("41");
    }
    assertThat(asked).hasValue(1);
  }

  @Test
  void whoComesWhileTheBodyComesGetsItFromItsBeginning() throws Exception {
    start(connection -> {
      connection.request();
      asked.incrementAndGet();
      connection.send("HTTP/1.1 200 OK\r\nContent-Length: 8\r\n\r\nhalf");
      go.acquire();
      connection.send("rest");
    });
    EdgeConnection first = ask(41);
    assertThat(first.head().status()).isEqualTo(200);
    assertThat(first.in().readNBytes(4)).asString().isEqualTo("half");

    EdgeConnection second = ask(41);
    RawHttp.Head head = second.head();
    assertThat(head.headers("perigee-joined")).containsExactly("1");
    assertThat(head.header("date")).as("how old it is can be told").isPresent();
    assertThat(second.in().readNBytes(4)).asString().isEqualTo("half");
    go.release();

    assertThat(second.in().readNBytes(4)).asString().isEqualTo("rest");
    assertThat(first.in().readNBytes(4)).asString().isEqualTo("rest");
    assertThat(asked).hasValue(1);
  }

  @Test
  void aBodyOfManyPartsIsTheSameForWhoCameFirstMeanwhileAndLate() throws Exception {
    StringBuilder numbered = new StringBuilder();
    for (int i = 0; i < 10_000; i++) {
      numbered.append(String.format(Locale.ROOT, "%08d,", i));
    }
    String body = numbered.toString();
    start(connection -> {
      connection.request();
      asked.incrementAndGet();
      connection.send(
          "HTTP/1.1 200 OK\r\nCache-Control: max-age=600\r\nContent-Length: "
              + body.length()
              + "\r\n\r\n"
              + body.substring(0, 30_000));
      go.acquire();
      connection.send(body.substring(30_000, 31_000));
      connection.send(body.substring(31_000));
    });
    EdgeConnection first = ask(41);
    assertThat(first.head().status()).isEqualTo(200);
    assertThat(first.in().readNBytes(30_000)).asString().isEqualTo(body.substring(0, 30_000));
    EdgeConnection second = ask(41);
    service.awaitJoined(1);
    go.release();

    assertThat(first.in().readNBytes(60_000)).asString().isEqualTo(body.substring(30_000));
    assertThat(second.response().text()).isEqualTo(body);
    assertThat(ask(41).response().text()).isEqualTo(body);
    assertThat(asked).hasValue(1);
  }

  @Test
  void whatHasJustComeAnswersWhoComesLateUnlessItKnowsOfALaterInvalidation() throws Exception {
    answering(
        "HTTP/1.1 200 OK\r\nCache-Control: public, max-age=600\r\nContent-Length: 4\r\n\r\nfine");
    go.release(3);
    assertThat(ask(41).response().text()).isEqualTo("fine");

    RawHttp.Message late = ask(41).response();
    assertThat(late.text()).isEqualTo("fine");
    assertThat(late.head().headers("perigee-joined")).containsExactly("1");
    assertThat(asked).hasValue(1);

    assertThat(ask(42).response().head().header("perigee-joined")).isEmpty();
    assertThat(asked).hasValue(2);

    service.awaitKept(0);
    assertThat(ask(41).response().head().header("perigee-joined")).isEmpty();
    assertThat(asked).as("a while later it is asked for again").hasValue(3);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"max-age=59", "max-age=600, s-maxage=1", "max-age=600, private", "public"})
  void whatLivesShortlyOrForOneViewerAnswersNobodyWhoComesLate(String control) throws Exception {
    answering("HTTP/1.1 200 OK\r\nCache-Control: " + control + "\r\nContent-Length: 4\r\n\r\nfine");
    go.release(2);
    assertThat(ask(41).response().text()).isEqualTo("fine");
    assertThat(ask(41).response().head().header("perigee-joined")).isEmpty();
    assertThat(asked).hasValue(2);
  }

  /** Guarantee 1: what was invalidated after a fetch began is never answered by that fetch. */
  @Test
  @Tag("A9.8")
  void aRequestThatKnowsOfALaterInvalidationIsNotAnsweredByAnEarlierFetch() throws Exception {
    answering(FINE);
    EdgeConnection before = ask(41);
    awaitAsked();

    EdgeConnection after = ask(42);
    awaitAsked();
    EdgeConnection behind = ask(40);
    service.awaitJoined(1);
    go.release(2);

    assertThat(before.response().head().headers("perigee-horizon")).containsExactly("41");
    assertThat(after.response().head().headers("perigee-horizon")).containsExactly("42");
    RawHttp.Message joined = behind.response();
    assertThat(joined.head().headers("perigee-horizon"))
        .as("who knows less may join, and is told what it got")
        .containsExactly("42");
    assertThat(joined.head().headers("perigee-joined")).containsExactly("1");
    assertThat(asked).hasValue(2);
  }

  @Test
  void horizonsOfDifferentLogsAreNotCompared() throws Exception {
    answering(FINE);
    EdgeConnection one = ask(41);
    EdgeConnection other = connect();
    other.request("GET", "/object", SHARE, "perigee-horizon-log: log-2");
    awaitAsked();
    awaitAsked();
    go.release(2);

    one.response();
    assertThat(other.response().head().headers("perigee-joined")).isEmpty();
    assertThat(asked).hasValue(2);
  }

  @Test
  void whatTellsAnswersApartTellsFetchesApart() throws Exception {
    answering(FINE);
    List<EdgeConnection> all = new ArrayList<>();
    all.add(ask(41));
    all.add(ask(41, "range: bytes=0-3"));
    all.add(ask(41, "if-none-match: \"1\""));
    all.add(ask(41, "accept-encoding: gzip"));
    EdgeConnection unshared = connect();
    unshared.request("GET", "/object", LOG);
    all.add(unshared);
    for (int i = 0; i < all.size(); i++) {
      awaitAsked();
    }
    go.release(all.size());

    for (EdgeConnection edge : all) {
      assertThat(edge.response().head().headers("perigee-joined")).isEmpty();
    }
  }

  @Test
  void theFetchGoesOnWhenWhoBeganItLeaves() throws Exception {
    answering(FINE);
    EdgeConnection first = ask(41);
    awaitAsked();
    EdgeConnection second = ask(41);
    service.awaitJoined(1);
    first.close();
    EdgeConnection third = ask(41);
    service.awaitJoined(2);
    go.release();

    assertThat(second.response().text()).isEqualTo("fine");
    assertThat(third.response().text()).isEqualTo("fine");
    assertThat(asked).hasValue(1);
  }

  @Test
  void theFetchIsGivenUpWhenEveryoneLeaves() throws Exception {
    answering(FINE);
    EdgeConnection first = ask(41);
    awaitAsked();
    EdgeConnection second = ask(41);
    service.awaitJoined(1);
    first.close();
    second.close();

    service.awaitUnderWay(0);
  }

  @Test
  void aFailureIsEveryones() throws Exception {
    origin =
        RawOrigin.start(connection -> {
          connection.request();
          asked.incrementAndGet();
          targets.add("");
          connection.awaitClose();
        });
    service.knows(
        Origins.http("127.0.0.1", origin.port())
            .attempts(1)
            .readTimeout(Duration.ofMillis(600))
            .build());
    EdgeConnection first = ask(41);
    awaitAsked();
    EdgeConnection second = ask(41);

    for (EdgeConnection edge : List.of(first, second)) {
      assertThat(edge.response().head().headers("perigee-failure"))
          .containsExactly(OriginFailure.OriginReadTimeout.name());
    }
    assertThat(asked).hasValue(1);
  }

  @Test
  void aBodyThatBreaksOffIsBrokenForEveryone() throws Exception {
    start(connection -> {
      connection.request();
      targets.add("");
      connection.send("HTTP/1.1 200 OK\r\nContent-Length: 8\r\n\r\nhalf");
      go.acquire();
    });
    EdgeConnection first = ask(41);
    awaitAsked();
    EdgeConnection second = ask(41);
    assertThat(first.head().status()).isEqualTo(200);
    assertThat(second.head().status()).isEqualTo(200);
    go.release();

    for (EdgeConnection edge : List.of(first, second)) {
      assertThat(edge.in().readAllBytes()).asString().isEqualTo("half");
    }
  }

  @Test
  void aBodyTooLongToKeepIsNotShared() throws Exception {
    int length = RunningListener.SHIELD_BYTES + 1;
    answering("HTTP/1.1 200 OK\r\nContent-Length: " + length + "\r\n\r\n" + "x".repeat(length));
    EdgeConnection first = ask(41);
    awaitAsked();
    EdgeConnection second = ask(41);
    service.awaitJoined(1);
    go.release(2);

    assertThat(first.response().body()).hasSize(length);
    assertThat(second.response().body()).hasSize(length);
    assertThat(asked).hasValue(2);
  }

  @Test
  void aBodyThatTurnsOutLongComesAtThePaceOfTheSlowest() throws Exception {
    int chunks = 2_000;
    String chunk = "2710\r\n" + "y".repeat(10_000) + "\r\n";
    AtomicInteger sent = new AtomicInteger();
    start(connection -> {
      connection.request();
      targets.add("");
      connection.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
      go.acquire();
      for (int i = 0; i < chunks; i++) {
        connection.send(chunk);
        sent.incrementAndGet();
      }
      connection.send("0\r\n\r\n");
    });
    EdgeConnection slow = ask(41);
    awaitAsked();
    EdgeConnection fast = ask(41);
    assertThat(slow.head().status()).isEqualTo(200);
    RawHttp.Head head = fast.head();
    go.release();

    int keptChunks = RunningListener.SHIELD_BYTES / 10_000;
    int beyondKept = (keptChunks + 1) * chunk.length();
    assertThat(fast.in().readNBytes(beyondKept)).hasSize(beyondKept);
    Thread reading =
        Thread.ofVirtual()
            .start(() -> {
              try {
                assertThat(RawHttp.readBody(fast.in(), head))
                    .hasSize((chunks - keptChunks - 1) * 10_000);
              } catch (IOException e) {
                throw new AssertionError(e);
              }
            });
    EdgeConnection late = ask(41);
    awaitAsked();
    assertThat(late.head().headers("perigee-joined")).as("its beginning is gone").isEmpty();
    assertThat(sent.get()).isLessThan(chunks);
    assertThat(
            RawHttp.readBody(
                slow.in(), new RawHttp.Head("", List.of("transfer-encoding: chunked"))))
        .hasSize(chunks * 10_000);
    reading.join();
  }

  private void awaitAsked() throws InterruptedException {
    assertThat(targets.poll(15, TimeUnit.SECONDS)).as("the origin is asked").isNotNull();
  }

  private void answering(String response) throws IOException {
    start(connection -> {
      while (true) {
        targets.add(connection.request().head().startLine());
        asked.incrementAndGet();
        go.acquire();
        connection.send(response);
      }
    });
  }

  private void start(RawOrigin.Script script) throws IOException {
    RawOrigin started = RawOrigin.start(script);
    origin = started;
    service.knows(service.at(started).build());
  }

  private EdgeConnection ask(long horizon, String... more) throws IOException {
    EdgeConnection edge = connect();
    String[] lines = new String[more.length + 2];
    lines[0] = SHARE;
    lines[1] = LOG;
    System.arraycopy(more, 0, lines, 2, more.length);
    edge.requestAt("GET", horizon, "/object", lines);
    return edge;
  }

  private EdgeConnection connect() throws IOException {
    EdgeConnection edge = service.connect();
    edges.add(edge);
    return edge;
  }
}
