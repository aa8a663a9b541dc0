package dev.perigee.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perigee.testkit.http.Answer;
import dev.perigee.testkit.http.Content;
import dev.perigee.testkit.http.Reply;
import dev.perigee.testkit.http.Viewer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The fault table of {@code docs/origins.md} through edge and origin-service, all rows at the same
 * time: what the viewer gets, what is stored of it, what the log says, and that requests to a
 * healthy origin are answered meanwhile.
 */
@ExtendWith(World.Provider.class)
class OriginFaultsIT {

  private static final String BUCKET = "fault-logs";
  private static final Duration LOG_LIMIT = Duration.ofSeconds(30);

  /** Paths of faults that leave the viewer without an answer of the origin. */
  private static final Map<String, Expected> REFUSED =
      Map.ofEntries(
          Map.entry("/refused/a", new Expected(502, "OriginConnectError")),
          Map.entry("/vanishing/a", new Expected(502, "OriginConnectError")),
          Map.entry("/nameless/a", new Expected(502, "OriginDnsError")),
          Map.entry("/closed-network/a", new Expected(502, "OriginConnectError")),
          Map.entry("/not-tls/a", new Expected(502, "OriginConnectError")),
          Map.entry("/slow/silent", new Expected(504, "OriginReadError")),
          Map.entry("/closes", new Expected(502, "OriginCommError")),
          Map.entry("/not-http", new Expected(502, "OriginInvalidResponseError")),
          Map.entry("/headers", new Expected(502, "OriginHeaderTooBigError")));

  private static final List<String> BROKEN = List.of("/slow/stalls", "/reset", "/short", "/chunks");
  private static final String FAILING = "/failing";

  private record Expected(int status, String logged) {}

  private final World world;

  OriginFaultsIT(World world) {
    this.world = world;
  }

  private static Map<String, FaultyOrigin.Script> scripts() {
    Map<String, FaultyOrigin.Script> scripts = new LinkedHashMap<>();
    scripts.put("/slow/silent", (_, connection) -> connection.isClosedByPeer());
    scripts.put("/closes", (_, _) -> {});
    scripts.put("/not-http", (_, connection) -> connection.send("SSH-2.0-OpenSSH_9.9\r\n\r\n"));
    scripts.put(
        "/headers",
        (_, connection) ->
            connection.send(
                "HTTP/1.1 200 OK\r\n" + ("A: " + "v".repeat(8_000) + "\r\n").repeat(5) + "\r\n"));
    scripts.put(
        "/slow/stalls",
        (_, connection) -> {
          connection.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf");
          connection.isClosedByPeer();
        });
    scripts.put(
        "/reset",
        (socket, connection) -> {
          connection.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf");
          socket.setSoLinger(true, 0);
        });
    scripts.put(
        "/short",
        (_, connection) -> connection.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf"));
    scripts.put(
        "/chunks",
        (_, connection) ->
            connection.send(
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\nzz\r\nhalf\r\n"));
    scripts.put(
        FAILING,
        (_, connection) -> connection.send("HTTP/1.1 503 Down\r\nContent-Length: 4\r\n\r\ndown"));
    return scripts;
  }

  @Test
  void eachFaultIsToldAsItIsAndHarmsNobodyElse() throws Exception {
    world.s3().makeBucket(BUCKET);
    world.origin().on("/healthy/a", Answer.ok(Content.of("fine")));
    try (FaultyOrigin faulty = new FaultyOrigin(scripts());
        ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Socket first = new Socket(full.getInetAddress(), full.getLocalPort());
        Socket second = new Socket(full.getInetAddress(), full.getLocalPort())) {
      assertThat(List.of(first, second)).allMatch(Socket::isConnected);
      JsonNode made = distribution(faulty, full.getLocalPort());
      Viewer viewer = new Viewer(world.suite().edge(0), made.path("DomainName").asText());

      whileOthersAreServed(viewer, () -> allRows(viewer));
      faulty.heal();
      afterTheFaults(viewer, faulty);
      logged(made.path("Id").asText());
    }
  }

  private JsonNode distribution(FaultyOrigin faulty, int vanishing) throws IOException {
    int refused = closedPort();
    DistributionConfig config =
        new DistributionConfig("faults")
            .httpOrigin("faulty", faulty.port())
            .impatientOrigin("slow", "localhost", faulty.port(), "http-only")
            .impatientOrigin("refused", "localhost", refused, "http-only")
            .impatientOrigin("vanishing", "localhost", vanishing, "http-only")
            .impatientOrigin("nameless", "no-such-host.invalid", 80, "http-only")
            .impatientOrigin("closed-network", "10.1.2.3", 80, "http-only")
            .impatientOrigin("not-tls", "localhost", faulty.port(), "https-only")
            .httpOrigin("healthy", world.origin().port())
            .loggedTo(BUCKET, "faults/");
    for (String origin :
        List.of(
            "slow", "refused", "vanishing", "nameless", "closed-network", "not-tls", "healthy")) {
      config.behavior("/" + origin + "/*", origin);
    }
    JsonNode made =
        world
            .cloudfront("create-distribution", "--distribution-config", config.json("faulty"))
            .path("Distribution");
    world.awaitDeployed(made.path("Id").asText());
    return made;
  }

  private static int closedPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static void allRows(Viewer viewer) throws Exception {
    List<Callable<Void>> rows = new ArrayList<>();
    REFUSED.forEach((path, expected) -> rows.add(() -> refused(viewer, path, expected)));
    BROKEN.forEach(path -> rows.add(() -> brokenOff(viewer, path)));
    rows.add(() -> failing(viewer));
    try (ExecutorService viewers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Void> row : viewers.invokeAll(rows)) {
        row.get();
      }
    }
  }

  private static Void refused(Viewer viewer, String path, Expected expected) throws IOException {
    Reply reply = viewer.get(path);
    assertThat(reply.status()).as(path).isEqualTo(expected.status());
    assertThat(reply.header("X-Cache")).as(path).contains("Error from perigee");
    assertThat(reply.text()).as(path).contains("<h1>" + expected.status() + "</h1>");
    return null;
  }

  private static Void brokenOff(Viewer viewer, String path) {
    assertThatThrownBy(() -> viewer.get(path)).as(path).isInstanceOf(IOException.class);
    return null;
  }

  private static Void failing(Viewer viewer) throws IOException {
    Reply reply = viewer.get(FAILING);
    assertThat(reply.status()).isEqualTo(503);
    assertThat(reply.text()).isEqualTo("down");
    return null;
  }

  /** An error is kept for its minimum of 10 s, and nothing of what was broken off. */
  private static void afterTheFaults(Viewer viewer, FaultyOrigin faulty) throws IOException {
    for (Map.Entry<String, Expected> row : REFUSED.entrySet()) {
      int before = faulty.count(row.getKey());
      refused(viewer, row.getKey(), row.getValue());
      assertThat(faulty.count(row.getKey())).as(row.getKey()).isEqualTo(before);
    }
    for (String path : BROKEN) {
      assertThat(viewer.get(path).text()).as(path).isEqualTo(FaultyOrigin.HEALED);
    }
  }

  private static void whileOthersAreServed(Viewer viewer, RowsRun rows) throws Exception {
    AtomicBoolean over = new AtomicBoolean();
    try (ExecutorService others = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Integer> served =
          others.submit(() -> {
            int count = 0;
            while (!over.get()) {
              assertThat(viewer.get("/healthy/a?" + count).text()).isEqualTo("fine");
              count++;
            }
            return count;
          });
      try {
        rows.run();
      } finally {
        over.set(true);
      }
      assertThat(served.get()).isGreaterThan(10);
    }
  }

  private interface RowsRun {
    void run() throws Exception;
  }

  private void logged(String distributionId) throws Exception {
    DeliveredLogs logs = new DeliveredLogs(world.s3(), BUCKET);
    Map<String, String> words = new LinkedHashMap<>();
    REFUSED.forEach((path, expected) -> words.put(path, expected.logged()));
    BROKEN.forEach(path -> words.put(path, "OriginCommError"));
    words.put(FAILING, "Error");
    Set<Map.Entry<String, String>> logged = new HashSet<>();
    Eventually.that(
        "every fault is logged",
        LOG_LIMIT,
        () -> {
          logs.lines(distributionId).forEach(line -> logged.add(Map.entry(line[7], line[28])));
          return logged.containsAll(words.entrySet());
        });
  }
}
