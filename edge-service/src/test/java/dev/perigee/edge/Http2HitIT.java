package dev.perigee.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perigee.contracts.ResponseHeaders;
import dev.perigee.contracts.ResponseHeaders.SetHeader;
import dev.perigee.edge.TlsViewer.Seen;
import dev.perigee.edge.distribution.BehaviorBuilder;
import dev.perigee.edge.distribution.SnapshotBuilder;
import dev.perigee.testkit.http.Answer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is stored is the same answer over HTTP/2 (RFC 9113) as over HTTP/1.1. */
class Http2HitIT {

  private static final String HOST = "d.example.net";
  private static final int LARGE_BYTES = 100 << 10;
  private static final int FRAME_BYTES = 16 << 10;
  private static final int WINDOW_BYTES = 1 << 20;
  private static final int WINDOW_UPDATE = 8;
  private static final short INITIAL_WINDOW_SIZE = 4;
  private static final byte[] CANCEL = {0, 0, 0, 8};

  @TempDir private static Path directory;
  private static RunningEdge edge;

  @BeforeAll
  static void start() throws Exception {
    Path folder = EdgeCertificates.write(directory, "*.example.net");
    ResponseHeaders policy =
        new ResponseHeaders(
            "policy",
            null,
            List.of(
                new SetHeader("X-Frame-Options", "DENY", true),
                new SetHeader("Cache-Control", "no-store", true)),
            List.of("x-origin"),
            null);
    edge =
        RunningEdge.start(
            directory,
            Map.of("PERIGEE_EDGE_CERTIFICATES", folder.toString()),
            SnapshotBuilder.distribution("D")
                .behaviors(
                    BehaviorBuilder.behavior("/policy").responseHeaders(policy).build(),
                    BehaviorBuilder.behavior("*").build())
                .build());
    for (String path : List.of("/small", "/policy")) {
      edge.on(
          path,
          Answer.ok("0123456789")
              .header("Cache-Control", "max-age=600")
              .header("ETag", "\"1\"")
              .header("X-Origin", "one")
              .header("X-Origin", "two")
              .header("X-Latin", "caf\u00e9"));
    }
    edge.on("/large", Answer.ok("x".repeat(LARGE_BYTES)).header("Cache-Control", "max-age=600"));
    edge.on("/empty", Answer.ok("").header("Cache-Control", "max-age=600"));
    for (String path : List.of("/small", "/policy", "/large", "/empty")) {
      assertThat(edge.viewer("D").get(path).status()).isEqualTo(200);
    }
  }

  @AfterAll
  static void stop() {
    edge.close();
  }

  @AfterEach
  void nothingIsLeftUnderWay() throws Exception {
    edge.assertQuiet();
  }

  @ParameterizedTest
  @CsvSource({
    "GET,  /small,  x-none,        none,      200",
    "HEAD, /small,  x-none,        none,      200",
    "GET,  /small,  if-none-match, \"1\",     304",
    "GET,  /small,  range,         bytes=2-4, 206",
    "GET,  /small,  range,         bytes=99-, 416",
    "GET,  /policy, x-none,        none,      200",
    "HEAD, /policy, x-none,        none,      200",
    "GET,  /large,  x-none,        none,      200",
    "GET,  /empty,  x-none,        none,      200"
  })
  void anAnswerFromTheCacheIsTheSame(
      String method, String path, String field, String value, int status) throws Exception {
    Seen one = ask(HttpVersion.HTTP_1_1, method, path, field, value);
    Seen two = ask(HttpVersion.HTTP_2, method, path, field, value);
    assertThat(two.version()).isEqualTo(HttpVersion.HTTP_2);
    assertThat(two.status()).isEqualTo(one.status()).isEqualTo(status);
    assertThat(two.text()).isEqualTo(one.text());
    assertThat(fields(two)).isEqualTo(fields(one));
    assertThat(two.header("x-cache")).isEqualTo("Hit from perigee");
    assertThat(two.header("via")).startsWith("2.0 ");
    assertThat(two.header("x-amz-cf-id")).matches("[A-Za-z0-9_-]{32}");
    assertThat(two.headers().names())
        .allSatisfy(name -> assertThat(name).isEqualTo(name.toLowerCase(Locale.ROOT)))
        .doesNotContain("connection", "keep-alive", "transfer-encoding", "perigee-block");
  }

  private static Seen ask(
      HttpVersion version, String method, String path, String field, String value)
      throws Exception {
    try (TlsViewer viewer = new TlsViewer(edge.securePort())) {
      TlsViewer speaking = version == HttpVersion.HTTP_2 ? viewer.http2() : viewer;
      return speaking.ask(HttpMethod.valueOf(method), HOST, HOST, path, field, value);
    }
  }

  /** Sorted; but for what is of one request and one second, which have one form. */
  private static List<String> fields(Seen seen) {
    List<String> fields = new ArrayList<>();
    seen.headers()
        .forEach((name, value) -> {
          String known =
              switch (name.toLowerCase(Locale.ROOT)) {
                case "x-amz-cf-id" -> "id";
                case "via" -> value.substring(value.indexOf(' '));
                case "age", "cache-status" -> value.replaceAll("[0-9]+", "N");
                default -> value;
              };
          fields.add(name.toLowerCase(Locale.ROOT) + ": " + known);
        });
    return fields.stream().sorted().toList();
  }

  @Test
  void streamsThatShareAConnectionFillTheirFrames() throws Exception {
    int streams = 10;
    try (RawHttp2 connection = open()) {
      for (int i = 0; i < streams; i++) {
        connection.get(2 * i + 1, HOST, "/large");
      }
      int bytes = 0;
      int frames = 0;
      while (bytes < streams * LARGE_BYTES) {
        RawHttp2.Frame frame = connection.read();
        if (frame.type() == RawHttp2.DATA) {
          assertThat(frame.payload().length).isLessThanOrEqualTo(FRAME_BYTES);
          bytes += frame.payload().length;
          frames++;
        }
      }
      assertThat(bytes).isEqualTo(streams * LARGE_BYTES);
      assertThat(frames).isLessThan(2 * streams * LARGE_BYTES / FRAME_BYTES);
    }
  }

  @Test
  void whoBreaksOffAnAnswerKeepsTheConnectionForOthers() throws Exception {
    try (RawHttp2 connection = RawHttp2.open(edge.securePort(), HOST)) {
      for (int stream = 1; stream < 41; stream += 2) {
        connection.get(stream, HOST, "/large");
        connection.send(RawHttp2.RST_STREAM, 0, stream, CANCEL);
      }
      connection.get(41, HOST, "/small");
      connection.readUntil(RawHttp2.HEADERS, 41);
    }
  }

  private static RawHttp2 open() throws Exception {
    RawHttp2 connection = RawHttp2.open(edge.securePort(), HOST);
    widen(connection);
    return connection;
  }

  /** Lets all be sent at once. */
  private static void widen(RawHttp2 connection) throws IOException {
    connection.send(
        RawHttp2.SETTINGS,
        0,
        0,
        ByteBuffer.allocate(6).putShort(INITIAL_WINDOW_SIZE).putInt(WINDOW_BYTES).array());
    connection.send(WINDOW_UPDATE, 0, 0, ByteBuffer.allocate(4).putInt(WINDOW_BYTES).array());
  }
}
