package dev.perigee.testkit.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ScriptedOriginTest {

  private final ScriptedOrigin origin = ScriptedOrigin.start();
  private final Viewer viewer = new Viewer(origin.url(), "example.com");

  @AfterEach
  void close() {
    origin.close();
  }

  @Test
  void answersAsScriptedAndRemembersWhatItWasAsked() throws Exception {
    origin.on("/a", Answer.ok("hello").header("Cache-Control", "max-age=60"));

    Reply reply = viewer.get("/a?x=1", "Accept: text/plain");

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.text()).isEqualTo("hello");
    assertThat(reply.header("cache-control")).contains("max-age=60");
    assertThat(origin.count("/a")).isEqualTo(1);
    Received received = origin.requests("/a").getFirst();
    assertThat(received.target()).isEqualTo("/a?x=1");
    assertThat(received.head().first("host")).contains("example.com");
    assertThat(viewer.get("/other").status()).isEqualTo(404);
  }

  @Test
  void framesTheBodyInEachWay() throws Exception {
    for (Answer.Framing framing : Answer.Framing.values()) {
      origin.on("/" + framing, Answer.ok("x".repeat(200_000)).framedBy(framing));
      assertThat(viewer.get("/" + framing).body()).as(framing.name()).hasSize(200_000);
    }
  }

  @Test
  void carriesSeveralRequestsOnOneConnectionAndReadsTheirBodies() throws Exception {
    origin.on("/echo", request -> Answer.ok(Content.of(request.body())));
    try (RawConnection connection = RawConnection.open(origin.url())) {
      connection.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\none");
      assertThat(connection.readReply("POST").text()).isEqualTo("one");
      connection.send(
          "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
              + "2\r\ntw\r\n1\r\no\r\n0\r\n\r\n");
      assertThat(connection.readReply("POST").text()).isEqualTo("two");
    }
  }

  @Test
  void waitsInTheMiddleOfABodyUntilTheGateIsOpen() throws Exception {
    Gate gate = new Gate();
    origin.on("/half", Answer.ok("firstsecond").pausingAt(5, gate));
    try (RawConnection connection = RawConnection.open(origin.url())) {
      connection.send("GET /half HTTP/1.1\r\nHost: a\r\n\r\n");
      connection.readHead();
      assertThat(connection.readBytes(5)).asString().isEqualTo("first");
      gate.awaitReached();
      var rest = CompletableFuture.supplyAsync(() -> read(connection, 6));
      assertThat(rest).isNotDone();
      gate.open();
      assertThat(rest.get(10, TimeUnit.SECONDS)).asString().isEqualTo("second");
    }
  }

  @Test
  void cutsAndResetsConnections() {
    origin.on("/cut", Answer.ok("0123456789").truncatedAfter(4));
    origin.on("/reset", Answer.ok("0123456789").resetAfter(4));
    assertThatThrownBy(() -> viewer.get("/cut")).hasMessageContaining("6 bytes before its end");
    assertThatThrownBy(() -> viewer.get("/reset")).isInstanceOf(IOException.class);
  }

  @Test
  void servesAResourceByRangeAndByItsTag() throws Exception {
    Content.Generated content = new Content.Generated(3_000_000, 7);
    origin.on("/r", Resource.of(content, "\"v1\"", "max-age=60"));

    Reply part = viewer.get("/r", "Range: bytes=1000000-1000009");
    assertThat(part.status()).isEqualTo(206);
    assertThat(part.header("Content-Range")).contains("bytes 1000000-1000009/3000000");
    assertThat(part.body()).hasSize(10).startsWith(content.at(1_000_000));
    assertThat(viewer.get("/r", "Range: bytes=-5").header("Content-Range"))
        .contains("bytes 2999995-2999999/3000000");
    assertThat(viewer.get("/r", "Range: bytes=3000000-").status()).isEqualTo(416);
    assertThat(viewer.get("/r", "Range: bytes=0-1", "If-Range: \"v0\"").status()).isEqualTo(200);
    assertThat(viewer.get("/r", "If-None-Match: \"v1\"").status()).isEqualTo(304);
    assertThat(viewer.head("/r").header("Content-Length")).contains("3000000");

    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    viewer.download("/r", whole);
    assertThat(whole.size()).isEqualTo(3_000_000);
    assertThat(whole.toByteArray()[2_999_999]).isEqualTo(content.at(2_999_999));
  }

  private static byte[] read(RawConnection connection, int count) {
    try {
      return connection.readBytes(count);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
