package dev.perigee.edge;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.perigee.contracts.ErrorRule;
import dev.perigee.contracts.GeoRestriction;
import dev.perigee.contracts.OriginFetch;
import dev.perigee.contracts.Reporting;
import dev.perigee.contracts.Reporting.AccessLog;
import dev.perigee.edge.distribution.SnapshotBuilder;
import dev.perigee.testkit.http.Answer;
import dev.perigee.testkit.http.Content;
import dev.perigee.testkit.http.Gate;
import dev.perigee.testkit.http.RawConnection;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** cloudfront.md, A13: standard logs, from a viewer's request to a file. */
class AccessLogIT {

  private static final int STEM = 7;
  private static final int STATUS = 8;
  private static final int RESULT = 13;
  private static final int TLS_PROTOCOL = 20;
  private static final int TLS_CIPHER = 21;
  private static final int RESPONSE_RESULT = 22;
  private static final int DETAILED_RESULT = 28;

  @TempDir private static Path directory;

  @SuppressWarnings("NullAway.Init")
  private static RunningEdge edge;

  @BeforeAll
  static void start() throws Exception {
    Reporting logged = new Reporting(new AccessLog("logs.s3.amazonaws.com", "site/", true), false);
    Path certificates = EdgeCertificates.write(directory, "*.example.net");
    edge =
        RunningEdge.start(
            directory,
            Map.of(
                "PERIGEE_EDGE_CERTIFICATES",
                certificates.toString(),
                "PERIGEE_EDGE_ACCESS_LOG_DIRECTORY",
                directory.resolve("logs").toString(),
                "PERIGEE_EDGE_ACCESS_LOG_ROTATE_AFTER",
                "1s"),
            SnapshotBuilder.distribution("E1").reporting(logged).build(),
            SnapshotBuilder.distribution("E2")
                .reporting(logged)
                .geo(new GeoRestriction(GeoRestriction.Mode.ONLY, List.of("DE")))
                .errorRules(
                    new ErrorRule(
                        403, Duration.ofHours(1), new ErrorRule.Page("/denied.html", 403)))
                .build(),
            SnapshotBuilder.distribution("E3").build());
  }

  @AfterAll
  static void stop() {
    edge.close();
  }

  @AfterEach
  void nothingIsLeftUnderWay() throws Exception {
    edge.assertQuiet();
  }

  @Test
  void aRequestOverTlsHasItsVersionCipherAndBytes() throws Exception {
    int bytes = 300_000;
    edge.on(
        "/secure", Answer.ok(Content.generated(bytes, 1)).header("Cache-Control", "max-age=60"));
    try (TlsViewer old = new TlsViewer(edge.securePort()).versions("TLSv1.2");
        TlsViewer modern = new TlsViewer(edge.securePort()).http2()) {
      old.ciphers("ECDHE-RSA-AES128-GCM-SHA256", "ECDHE-ECDSA-AES128-GCM-SHA256");
      old.get("e1.example.net", "/secure");
      modern.get("e1.example.net", "/secure");
    }
    List<String[]> lines = lines("/secure", 2);
    String[] first = lines.getFirst();
    assertThat(first[16]).isEqualTo("https");
    assertThat(first[TLS_PROTOCOL]).isEqualTo("TLSv1.2");
    assertThat(first[TLS_CIPHER]).matches("ECDHE-(RSA|ECDSA)-AES128-GCM-SHA256");
    assertThat(first[23]).isEqualTo("HTTP/1.1");
    String[] second = lines.getLast();
    assertThat(second[TLS_PROTOCOL]).isEqualTo("TLSv1.3");
    assertThat(second[TLS_CIPHER]).startsWith("TLS_");
    assertThat(second[23]).isEqualTo("HTTP/2.0");
    assertThat(lines)
        .as("sc-bytes: the body and about a head, over either version")
        .allSatisfy(
            line -> assertThat(Long.parseLong(line[3])).isBetween(bytes + 200L, bytes + 1_000L));
  }

  @Test
  void whatAnotherEdgeHadTheOriginAskedForIsAHitOfTheShield() throws Exception {
    edge.on(
        "/shielded",
        Answer.ok("x").header("Cache-Control", "max-age=60").header(OriginFetch.JOINED, "1"));
    edge.viewer("E1").get("/shielded");
    String[] line = lines("/shielded", 1).getFirst();
    assertThat(line[RESULT]).isEqualTo("Miss");
    assertThat(line[DETAILED_RESULT]).isEqualTo("OriginShieldHit");
  }

  @Test
  void aMissAHitAndAPartHaveTheirFields() throws Exception {
    edge.on(
        "/fields",
        Answer.ok("0123456789")
            .header("Cache-Control", "max-age=60")
            .header("Content-Type", "text/plain"));
    String[] sent = {
      "Referer: https://example.org/\tfrom",
      "User-Agent: \"x\"\t1",
      "Cookie: a=1",
      "Range: bytes=2-4"
    };
    edge.viewer("E1").get("/fields?q=%22", sent[0], sent[1], sent[2]);
    edge.viewer("E1").get("/fields?q=%22", sent);
    List<String[]> lines = lines("/fields", 2);
    String[] miss = lines.getFirst();
    assertThat(miss).hasSize(33);
    assertThat(miss[2]).isEqualTo("edge-1");
    assertThat(miss[4]).isEqualTo("127.0.0.1");
    assertThat(miss[5]).isEqualTo("GET");
    assertThat(miss[6]).isEqualTo("e1.example.net");
    assertThat(miss[STATUS]).isEqualTo("200");
    assertThat(miss[9]).isEqualTo("https://example.org/%09from");
    assertThat(miss[10]).startsWith("perigee-testkit,%20%22x%22");
    assertThat(miss[11]).isEqualTo("q=%2522");
    assertThat(miss[12]).isEqualTo("a=1");
    assertThat(miss[RESULT]).isEqualTo("Miss");
    assertThat(miss[14]).hasSize(32);
    assertThat(miss[15]).isEqualTo("e1.example.net");
    assertThat(miss[16]).isEqualTo("http");
    assertThat(miss[18]).matches("\\d+\\.\\d{3}");
    assertThat(miss[23]).isEqualTo("HTTP/1.1");
    assertThat(miss[DETAILED_RESULT]).isEqualTo("Miss");
    assertThat(miss[29]).isEqualTo("text/plain");
    assertThat(miss[30]).isEqualTo("10");
    assertThat(miss[31]).isEqualTo("-");
    String[] part = lines.getLast();
    assertThat(part[STATUS]).isEqualTo("206");
    assertThat(part[RESULT]).isEqualTo("Hit");
    assertThat(part[31]).isEqualTo("2");
    assertThat(part[32]).isEqualTo("4");
    assertThat(Long.parseLong(part[3])).isBetween(200L, 1_000L);
  }

  @Test
  void refusalsAndErrorsAreLogged() throws Exception {
    edge.on("/lost", Answer.of(404, Content.of("nothing here")));
    edge.viewer("E1").get("/lost");
    assertThat(lines("/lost", 1).getFirst()[RESULT]).isEqualTo("Error");

    edge.viewer("E1").get("/with-body", "Content-Length: 1");
    String[] refused = lines("/with-body", 1).getFirst();
    assertThat(refused[STATUS]).isEqualTo("403");
    assertThat(refused[DETAILED_RESULT]).isEqualTo("InvalidRequest");

    edge.on("/denied.html", Answer.ok("denied"));
    edge.viewer("E2").get("/by-country");
    String[] country = lines("/by-country", 1).getFirst();
    assertThat(country[STATUS]).isEqualTo("403");
    assertThat(country[DETAILED_RESULT]).isEqualTo("ClientGeoBlocked");
  }

  @Test
  void viewersWhoLeaveAreLogged() throws Exception {
    Gate gate = new Gate();
    edge.on("/left-early", Answer.ok("late").pausingAt(0, gate));
    try (RawConnection connection = RawConnection.open(edge.url())) {
      connection.send("GET /left-early HTTP/1.1\r\nHost: e1.example.net\r\n\r\n");
      gate.awaitReached();
    }
    String[] left = lines("/left-early", 1).getFirst();
    gate.open();
    assertThat(left[STATUS]).isEqualTo("000");
    assertThat(left[RESULT]).isEqualTo("Error");
    assertThat(left[DETAILED_RESULT]).isEqualTo("ClientHungUpRequest");

    Gate middle = new Gate();
    edge.on("/left", Answer.ok(Content.generated(100_000, 1)).pausingAt(50_000, middle));
    try (RawConnection connection = RawConnection.open(edge.url())) {
      connection.send("GET /left HTTP/1.1\r\nHost: e1.example.net\r\n\r\n");
      connection.readHead();
      middle.awaitReached();
    }
    String[] inTheMiddle = lines("/left", 1).getFirst();
    middle.open();
    assertThat(inTheMiddle[STATUS]).isEqualTo("200");
    assertThat(inTheMiddle[RESPONSE_RESULT]).isEqualTo("Miss");
    assertThat(inTheMiddle[RESULT]).isEqualTo("Error");
    assertThat(inTheMiddle[DETAILED_RESULT]).isEqualTo("ClientCommError");
  }

  @Test
  void anOriginThatBreaksOffIsLogged() throws Exception {
    edge.on("/broken", Answer.ok(Content.generated(100_000, 1)).truncatedAfter(50_000));
    try (RawConnection connection = RawConnection.open(edge.url())) {
      connection.send("GET /broken HTTP/1.1\r\nHost: e1.example.net\r\n\r\n");
      connection.readHead();
      while (!connection.isClosedByPeer()) {
        // the beginning of the body
      }
    }
    String[] broken = lines("/broken", 1).getFirst();
    assertThat(broken[STATUS]).isEqualTo("200");
    assertThat(broken[DETAILED_RESULT]).isEqualTo("OriginCommError");
  }

  @Test
  void onlyWhatIsToBeLoggedIs() throws Exception {
    edge.on("/elsewhere", Answer.ok("not logged"));
    edge.viewer("E3").get("/elsewhere");
    edge.viewer("NONE").get("/elsewhere");
    edge.viewer("E1").get("/" + "a".repeat(8_192));
    edge.viewer("E1").get("/elsewhere");
    assertThat(lines("/elsewhere", 1).getFirst()[6]).isEqualTo("e1.example.net");
    assertThat(files()).noneMatch(file -> file.contains("E3"));
    for (String file : files()) {
      assertThat(text(file)).as("too long to be read").doesNotContain("aaaaaaaa");
    }
  }

  /** The lines of a path, once there are so many in finished files, in order. */
  private static List<String[]> lines(String stem, int count) throws Exception {
    List<String[]> found = new ArrayList<>();
    Await.until(
        count + " lines of " + stem,
        () -> {
          found.clear();
          for (String file : files()) {
            assertThat(file).matches("site/E[12]\\.\\d{4}-\\d\\d-\\d\\d-\\d\\d\\.\\w{8}\\.gz");
            text(file)
                .lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split("\t", -1))
                .filter(fields -> fields[STEM].equals(stem))
                .forEach(found::add);
          }
          return found.size() == count;
        });
    found.sort((a, b) -> (a[0] + a[1] + b[RESULT]).compareTo(b[0] + b[1] + a[RESULT]));
    return found;
  }

  private static List<String> files() throws IOException {
    Path bucket = directory.resolve("logs").resolve("logs.s3.amazonaws.com");
    if (!Files.isDirectory(bucket)) {
      return List.of();
    }
    try (Stream<Path> all = Files.walk(bucket)) {
      return all.map(file -> bucket.relativize(file).toString())
          .filter(name -> name.endsWith(".gz"))
          .toList();
    } catch (UncheckedIOException e) {
      // A file got its name while the folder was read.
      return files();
    }
  }

  private static String text(String file) throws IOException {
    Path path = directory.resolve("logs").resolve("logs.s3.amazonaws.com").resolve(file);
    try (InputStream in = new GZIPInputStream(Files.newInputStream(path))) {
      return new String(in.readAllBytes(), US_ASCII);
    }
  }
}
