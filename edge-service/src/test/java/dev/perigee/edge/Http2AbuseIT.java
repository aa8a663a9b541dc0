package dev.perigee.edge;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.perigee.edge.distribution.SnapshotBuilder;
import dev.perigee.testkit.http.Answer;
import dev.perigee.testkit.http.Gate;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 9113, sections 8.2, 8.3 and 10.5: what a viewer may not do over HTTP/2. */
class Http2AbuseIT {

  private static final String HOST = "d.example.net";
  private static final int STREAMS = 16;
  private static final byte[] CANCEL = {0, 0, 0, 8};

  @TempDir private static Path directory;
  private static RunningEdge edge;

  @BeforeAll
  static void start() throws Exception {
    Path folder = EdgeCertificates.write(directory, "*.example.net");
    edge =
        RunningEdge.start(
            directory,
            Map.of(
                "PERIGEE_EDGE_CERTIFICATES",
                folder.toString(),
                "PERIGEE_EDGE_VIEWERS_MAX_STREAMS",
                Integer.toString(STREAMS),
                "PERIGEE_EDGE_VIEWERS_HEADER_TIMEOUT",
                "3s"),
            SnapshotBuilder.distribution("D").build());
    edge.on("/other", Answer.ok("other"));
    edge.on("/target", Answer.ok("target"));
  }

  @AfterAll
  static void stop() {
    edge.close();
  }

  @AfterEach
  void othersAreServedAndNothingIsLeftUnderWay() throws Exception {
    assertThat(edge.viewer("D").get("/other").text()).isEqualTo("other");
    try (RawHttp2 other = open()) {
      other.get(1, HOST, "/other");
      assertThat(new String(other.readUntil(RawHttp2.DATA, 1).payload(), US_ASCII))
          .isEqualTo("other");
    }
    edge.assertQuiet();
  }

  @Test
  void streamsThatAreResetInGreatNumbersEndTheConnection() throws Exception {
    Gate gate = new Gate();
    edge.on("/reset", Answer.ok("reset").pausingAt(0, gate));
    try (RawHttp2 connection = open()) {
      ByteArrayOutputStream flood = new ByteArrayOutputStream();
      for (int i = 0; i < 2_000; i++) {
        flood.writeBytes(
            RawHttp2.frame(
                RawHttp2.HEADERS,
                RawHttp2.END_STREAM | RawHttp2.END_HEADERS,
                2 * i + 1,
                RawHttp2.request("GET", HOST, "/reset")));
        flood.writeBytes(RawHttp2.frame(RawHttp2.RST_STREAM, 0, 2 * i + 1, CANCEL));
      }
      sendAll(connection, flood.toByteArray());
      assertThat(connection.isClosedByPeer()).isTrue();
    }
    gate.open();
  }

  @Test
  void headersThatNeverEndEndTheConnection() throws Exception {
    try (RawHttp2 connection = open()) {
      connection.send(
          RawHttp2.HEADERS, RawHttp2.END_STREAM, 1, RawHttp2.request("GET", HOST, "/target"));
      ByteArrayOutputStream block = new ByteArrayOutputStream();
      RawHttp2.field(block, "x", "y".repeat(8_000));
      ByteArrayOutputStream flood = new ByteArrayOutputStream();
      for (int i = 0; i < 1_000; i++) {
        flood.writeBytes(RawHttp2.frame(RawHttp2.CONTINUATION, 0, 1, block.toByteArray()));
      }
      sendAll(connection, flood.toByteArray());
      assertThat(connection.isClosedByPeer()).isTrue();
    }
    try (RawHttp2 connection = open()) {
      connection.send(
          RawHttp2.HEADERS, RawHttp2.END_STREAM, 1, RawHttp2.request("GET", HOST, "/target"));
      ByteArrayOutputStream flood = new ByteArrayOutputStream();
      for (int i = 0; i < 10_000; i++) {
        flood.writeBytes(RawHttp2.frame(RawHttp2.CONTINUATION, 0, 1));
      }
      sendAll(connection, flood.toByteArray());
      assertThat(connection.isClosedByPeer()).isTrue();
    }
  }

  @ParameterizedTest
  @CsvSource({"6, 8", "4, 0"})
  void pingsAndSettingsOfWhichNobodyReadsTheAnswersEndTheConnection(int type, int bytes)
      throws Exception {
    byte[] one = RawHttp2.frame(type, 0, 0, new byte[bytes]);
    ByteArrayOutputStream many = new ByteArrayOutputStream();
    for (int i = 0; i < 10_000; i++) {
      many.writeBytes(one);
    }
    try (RawHttp2 connection = open()) {
      for (int i = 0; i < 100; i++) {
        sendAll(connection, many.toByteArray());
      }
      assertThat(connection.isEndedByPeer()).isTrue();
    }
  }

  @Test
  void moreStreamsThanAllowedAreRefusedOneByOne() throws Exception {
    Gate gate = new Gate();
    edge.on("/wait", Answer.ok("waited").header("Cache-Control", "no-store").pausingAt(0, gate));
    try (RawHttp2 connection = open()) {
      for (int i = 0; i < STREAMS; i++) {
        connection.get(2 * i + 1, HOST, "/wait?" + i);
      }
      int over = 2 * STREAMS + 1;
      connection.get(over, HOST, "/target");
      RawHttp2.Frame refused = connection.readUntil(RawHttp2.RST_STREAM, over);
      assertThat(refused.payload()).containsExactly(0, 0, 0, 7);
      gate.open();
      assertThat(new String(connection.readUntil(RawHttp2.DATA, 1).payload(), US_ASCII))
          .isEqualTo("waited");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'x', 'a\r\nTransfer-Encoding: chunked'",
    "'x', 'a\nb'",
    "'x', 'a\u0000b'",
    "'x\r\ny', a",
    "'x: y', a",
    "X, a",
    "'', a",
    "transfer-encoding, chunked",
    "connection, close",
    "content-length, 5",
    "host, other.example.net",
    ":path, /twice",
    ":unknown, a"
  })
  void fieldsThatHttp1CouldNotCarryReachNoOrigin(String name, String value) throws Exception {
    assertStreamRefused("/smuggled", name, value);
  }

  @ParameterizedTest
  @CsvSource({
    "'/smuggled HTTP/1.1\r\nHost: x\r\n\r\n'",
    "'/smuggled x'",
    "'smuggled'",
    "''",
    "'/smuggled\u0000'"
  })
  void pathsThatHttp1CouldNotCarryReachNoOrigin(String path) throws Exception {
    assertStreamRefused(path, "x", "y");
  }

  private static void assertStreamRefused(String path, String name, String value) throws Exception {
    int before = edge.originCount("/smuggled");
    try (RawHttp2 connection = open()) {
      connection.get(1, HOST, path, name, value);
      boolean refused = false;
      try {
        while (!refused) {
          RawHttp2.Frame frame = connection.read();
          boolean broken = frame.type() == RawHttp2.RST_STREAM || frame.type() == RawHttp2.GOAWAY;
          boolean answered = frame.type() == RawHttp2.DATA;
          assertThat(answered && new String(frame.payload(), US_ASCII).contains("no script"))
              .isFalse();
          refused = broken || answered;
        }
      } catch (IOException e) {
        refused = true;
      }
      assertThat(refused).isTrue();
    }
    assertThat(edge.originCount("/smuggled")).isEqualTo(before);
  }

  @Test
  void largeHeadersAreRefusedWithAPage() throws Exception {
    try (RawHttp2 connection = open()) {
      ByteArrayOutputStream block = new ByteArrayOutputStream();
      block.writeBytes(RawHttp2.request("GET", HOST, "/target"));
      for (int i = 0; i < 4; i++) {
        RawHttp2.field(block, "x-" + i, "y".repeat(9_000));
      }
      byte[] all = block.toByteArray();
      int part = 16_000;
      for (int at = 0; at < all.length; at += part) {
        boolean last = at + part >= all.length;
        connection.send(
            at == 0 ? RawHttp2.HEADERS : RawHttp2.CONTINUATION,
            (at == 0 ? RawHttp2.END_STREAM : 0) | (last ? RawHttp2.END_HEADERS : 0),
            1,
            Arrays.copyOfRange(all, at, Math.min(all.length, at + part)));
      }
      assertThat(new String(connection.readUntil(RawHttp2.DATA, 1).payload(), US_ASCII))
          .contains("494");
      connection.get(3, HOST, "/target");
      assertThat(new String(connection.readUntil(RawHttp2.DATA, 3).payload(), US_ASCII))
          .isEqualTo("target");
    }
  }

  private static void sendAll(RawHttp2 connection, byte[] frames) {
    try {
      connection.send(frames);
    } catch (IOException e) {
      // The edge has closed the connection already.
    }
  }

  private static RawHttp2 open() throws Exception {
    return RawHttp2.open(edge.securePort(), HOST);
  }
}
