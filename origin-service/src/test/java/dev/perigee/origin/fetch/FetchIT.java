package dev.perigee.origin.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perigee.origin.Origins;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes to an origin, and what comes back, where all goes well. */
class FetchIT {

  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

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
  @Tag("A8.1")
  void theOriginSeesTheRequestInItsOwnTerms() throws Exception {
    BlockingQueue<RawHttp.Message> seen = new LinkedBlockingQueue<>();
    try (RawOrigin origin = recording(seen, OK);
        EdgeConnection edge = service.connect()) {
      service.knows(service.at(origin).path("/site").header("X-Key", "of the origin").build());

      edge.get(
          "/a%20b/..//c?x=%2F&y",
          "X-Key: of the viewer",
          "X-Viewer: 1",
          "Connection: X-Hop",
          "X-Hop: 1",
          "perigee-viewer-protocol: https");

      RawHttp.Head head = seen.take().head();
      assertThat(head.startLine()).isEqualTo("GET /site/a%20b/..//c?x=%2F&y HTTP/1.1");
      assertThat(head.headers("host")).containsExactly("127.0.0.1:" + origin.port());
      assertThat(head.headers("x-key")).containsExactly("of the origin");
      assertThat(head.headers("x-viewer")).containsExactly("1");
      assertThat(head.header("x-hop")).isEmpty();
      assertThat(head.lines())
          .noneMatch(line -> line.toLowerCase(Locale.ROOT).startsWith("perigee-"));
    }
  }

  @Test
  @Tag("A7.1")
  void aForwardedHostReplacesTheOriginsOwn() throws Exception {
    BlockingQueue<RawHttp.Message> seen = new LinkedBlockingQueue<>();
    try (RawOrigin origin = recording(seen, OK);
        EdgeConnection edge = service.connect()) {
      service.knows(service.at(origin).build());

      edge.get("/", "perigee-host: www.viewer.example");

      assertThat(seen.take().head().headers("host")).containsExactly("www.viewer.example");
    }
  }

  @Test
  void theEdgeSeesTheResponseWithoutWhatSpeaksOfTheConnection() throws Exception {
    try (RawOrigin origin =
            RawOrigin.answering(
                "HTTP/1.1 418 Teapot\r\nContent-Length: 3\r\nConnection: X-Hop\r\nX-Hop: 1\r\n"
                    + "Set-Cookie: a=1\r\nSet-Cookie: b=2\r\nperigee-failure: forged\r\n\r\ntea");
        EdgeConnection edge = service.connect()) {
      service.knows(service.at(origin).build());

      RawHttp.Message response = edge.get("/");

      assertThat(response.head().status()).isEqualTo(418);
      assertThat(response.text()).isEqualTo("tea");
      assertThat(response.head().headers("set-cookie")).containsExactly("a=1", "b=2");
      assertThat(response.head().headers("perigee-horizon")).containsExactly("41");
      assertThat(response.head().header("x-hop")).isEmpty();
      assertThat(response.head().header("connection")).isEmpty();
      assertThat(response.head().header("perigee-failure")).isEmpty();
    }
  }

  @Test
  void connectionsToTheOriginAreKept() throws Exception {
    try (RawOrigin origin = RawOrigin.answering(OK);
        EdgeConnection edge = service.connect()) {
      service.knows(service.at(origin).build());

      for (int i = 0; i < 5; i++) {
        assertThat(edge.get("/" + i).text()).isEqualTo("ok");
      }

      assertThat(origin.connections()).isEqualTo(1);
    }
  }

  @Test
  void aKeptConnectionThatClosesAsItIsUsedIsReplaced() throws Exception {
    try (RawOrigin origin =
            RawOrigin.start(connection -> {
              connection.request();
              connection.send(OK);
              connection.request();
            });
        EdgeConnection edge = service.connect()) {
      service.knows(service.at(origin).attempts(1).build());

      assertThat(edge.get("/1").text()).isEqualTo("ok");
      assertThat(edge.get("/2").text()).isEqualTo("ok");

      assertThat(origin.connections()).isEqualTo(2);
    }
  }

  @Test
  @Tag("A5.8")
  void redirectsAreTheViewersBusiness() throws Exception {
    try (RawOrigin origin =
            RawOrigin.answering(
                "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n");
        EdgeConnection edge = service.connect()) {
      service.knows(service.at(origin).build());

      RawHttp.Message response = edge.get("/");

      assertThat(response.head().status()).isEqualTo(302);
      assertThat(response.head().headers("location")).containsExactly("http://127.0.0.1:1/");
    }
  }

  @Test
  @Tag("A5.9")
  void interimResponsesAreNotPassedOn() throws Exception {
    try (RawOrigin origin =
            RawOrigin.answering(
                "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 100 Continue\r\n\r\n"
                    + OK);
        EdgeConnection edge = service.connect()) {
      service.knows(service.at(origin).build());

      RawHttp.Message response = edge.get("/");

      assertThat(response.head().status()).isEqualTo(200);
      assertThat(response.text()).isEqualTo("ok");
      assertThat(edge.get("/again").text()).isEqualTo("ok");
    }
  }

  @Test
  void aResponseToHeadKeepsTheLengthOfWhatItSpeaksOf() throws Exception {
    try (RawOrigin origin = RawOrigin.answering("HTTP/1.1 200 OK\r\nContent-Length: 999\r\n\r\n");
        EdgeConnection edge = service.connect()) {
      service.knows(service.at(origin).build());

      edge.request("HEAD", "/");
      assertThat(edge.head().headers("content-length")).containsExactly("999");
      edge.request("HEAD", "/again");
      assertThat(edge.head().status()).isEqualTo(200);

      assertThat(origin.connections()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"204 No Content", "304 Not Modified"})
  void aResponseThatNeverHasABodyEndsWithItsHead(String status) throws Exception {
    try (RawOrigin origin = RawOrigin.answering("HTTP/1.1 " + status + "\r\nETag: \"e\"\r\n\r\n");
        EdgeConnection edge = service.connect()) {
      service.knows(service.at(origin).build());

      edge.request("GET", "/");
      RawHttp.Head head = edge.head();
      edge.request("GET", "/again");

      assertThat(head.headers("etag")).containsExactly("\"e\"");
      assertThat(head.header("transfer-encoding")).isEmpty();
      assertThat(edge.head().startLine()).isEqualTo(head.startLine());
    }
  }

  @Test
  void aBodyThatEndsWithTheConnectionIsWhole() throws Exception {
    try (RawOrigin origin =
            RawOrigin.start(connection -> {
              connection.request();
              connection.send("HTTP/1.0 200 OK\r\n\r\nall of it");
            });
        EdgeConnection edge = service.connect()) {
      service.knows(service.at(origin).build());

      RawHttp.Message response = edge.get("/");

      assertThat(response.text()).isEqualTo("all of it");
      assertThat(response.head().headers("transfer-encoding")).containsExactly("chunked");
    }
  }

  @Test
  void theHeadDoesNotWaitForTheBody() throws Exception {
    BlockingQueue<String> goOn = new LinkedBlockingQueue<>();
    try (RawOrigin origin =
            RawOrigin.start(connection -> {
              connection.request();
              connection.send("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n");
              connection.send(goOn.take());
              connection.awaitClose();
            });
        EdgeConnection edge = service.connect()) {
      service.knows(service.at(origin).build());

      edge.request("GET", "/");
      RawHttp.Head head = edge.head();
      goOn.add("body");

      assertThat(head.status()).isEqualTo(200);
      assertThat(new String(edge.in().readNBytes(4), StandardCharsets.UTF_8)).isEqualTo("body");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"PUT", "POST", "PATCH", "DELETE", "OPTIONS"})
  void aBodyGoesToTheOrigin(String method) throws Exception {
    BlockingQueue<RawHttp.Message> seen = new LinkedBlockingQueue<>();
    try (RawOrigin origin = recording(seen, OK);
        EdgeConnection edge = service.connect()) {
      service.knows(service.at(origin).build());

      edge.request(method, "/", "Content-Length: 4");
      edge.send("body");

      assertThat(edge.response().text()).isEqualTo("ok");
      RawHttp.Message request = seen.take();
      assertThat(request.head().startLine()).isEqualTo(method + " / HTTP/1.1");
      assertThat(request.head().headers("content-length")).containsExactly("4");
      assertThat(request.text()).isEqualTo("body");
    }
  }

  @Test
  void aBodyOfUnknownLengthGoesInChunks() throws Exception {
    BlockingQueue<RawHttp.Message> seen = new LinkedBlockingQueue<>();
    try (RawOrigin origin = recording(seen, OK);
        EdgeConnection edge = service.connect()) {
      service.knows(service.at(origin).build());

      edge.request("POST", "/", "Transfer-Encoding: chunked");
      edge.send("3\r\none\r\n");
      edge.send("3\r\ntwo\r\n0\r\n\r\n");

      assertThat(edge.response().text()).isEqualTo("ok");
      assertThat(seen.take().text()).isEqualTo("onetwo");
      assertThat(edge.get("/again").text()).isEqualTo("ok");
    }
  }

  @Test
  void consentToABodyComesOnceTheOriginIsThere() throws Exception {
    BlockingQueue<RawHttp.Message> seen = new LinkedBlockingQueue<>();
    try (RawOrigin origin = recording(seen, OK);
        EdgeConnection edge = service.connect()) {
      service.knows(service.at(origin).build());

      edge.request("PUT", "/", "Content-Length: 4", "Expect: 100-continue");
      assertThat(edge.head().status()).isEqualTo(100);
      edge.send("body");

      assertThat(edge.response().text()).isEqualTo("ok");
      assertThat(seen.take().head().header("expect")).isEmpty();
    }
  }

  @Test
  void anAnswerBeforeTheBodysEndEndsTheConnections() throws Exception {
    try (RawOrigin origin =
            RawOrigin.start(connection -> {
              connection.head();
              connection.send("HTTP/1.1 413 Too Large\r\nContent-Length: 2\r\n\r\nno");
              connection.awaitClose();
            });
        EdgeConnection edge = service.connect()) {
      service.knows(service.at(origin).build());

      edge.request("PUT", "/", "Content-Length: 1000000000");

      assertThat(edge.response().head().status()).isEqualTo(413);
      assertThat(edge.in().read()).isEqualTo(-1);
    }
  }

  /** RFC 9112, section 11.1: an origin must not answer a request that it has not seen. */
  @Test
  void bytesAfterAResponseDoNotBeginTheNextOne() throws Exception {
    AtomicInteger connections = new AtomicInteger();
    try (RawOrigin origin =
            RawOrigin.start(connection -> {
              boolean first = connections.getAndIncrement() == 0;
              connection.head();
              connection.send(first ? OK + "HTTP/1.1 200 OK\r\nX-Smuggled: yes\r\nX-" : OK);
              connection.awaitClose();
            });
        EdgeConnection edge = service.connect()) {
      service.knows(service.at(origin).build());

      edge.get("/first");
      RawHttp.Message second = edge.get("/second");

      assertThat(second.text()).isEqualTo("ok");
      assertThat(second.head().header("x-smuggled")).isEmpty();
      assertThat(connections).hasValue(2);
    }
  }

  @Test
  void anOriginThatIsMadeKnownDuringTheWaitIsAsked() throws Exception {
    try (RawOrigin origin = RawOrigin.answering(OK);
        EdgeConnection edge = service.connect()) {
      edge.request("GET", "/");
      service.knows(service.at(origin).build());

      assertThat(edge.response().text()).isEqualTo("ok");
    }
  }

  @Test
  void originsWithTheSameAddressKeepTheirDefinitionsApart() throws Exception {
    BlockingQueue<RawHttp.Message> seen = new LinkedBlockingQueue<>();
    try (RawOrigin origin = recording(seen, OK);
        EdgeConnection edge = service.connect()) {
      service.knows(service.at(origin).header("X-Of", "one").build());
      service.knows(Origins.http("127.0.0.1", origin.port()).fingerprint("f2").build());

      edge.get("/");
      edge.send("GET / HTTP/1.1\r\nHost: o\r\nperigee-origin: f2\r\nperigee-horizon: -1\r\n\r\n");

      assertThat(edge.response().head().headers("perigee-horizon")).containsExactly("-1");
      assertThat(List.of(seen.take(), seen.take()))
          .extracting(message -> message.head().header("x-of").orElse("none"))
          .containsExactly("one", "none");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET / HTTP/1.1\r\nHost: o\r\nperigee-horizon: 1\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: o\r\nperigee-origin: f1\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: o\r\nperigee-origin: f1\r\nperigee-horizon: -2\r\n\r\n",
        "OPTIONS * HTTP/1.1\r\nHost: o\r\nperigee-origin: f1\r\nperigee-horizon: 1\r\n\r\n"
      })
  void whatIsNoEdgesRequestIsRefused(String request) throws Exception {
    try (EdgeConnection edge = service.connect()) {
      edge.send(request);

      assertThat(edge.response().head().status()).isEqualTo(400);
    }
  }

  private static RawOrigin recording(BlockingQueue<RawHttp.Message> seen, String response)
      throws IOException {
    return RawOrigin.start(connection -> {
      while (true) {
        seen.add(connection.request());
        connection.send(response);
      }
    });
  }
}
