package dev.perigee.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a DNS answer costs: Perigee's router, which chooses among three edges that were measured
 * from the client's network, against Knot DNS with the same hosts in a static zone. Each has core 0
 * for itself, dnsperf has core 1; they take turns, and the median round of the processor time a
 * question counts. The questions name a client's network (RFC 7871).
 */
public final class DnsPath {

  private static final int HOSTS = 100;
  private static final int EDGES = 3;
  private static final int ROUNDS = 5;
  private static final int ROUND_SECONDS = 5;
  private static final int WARM_UP_SECONDS = 20;

  /** 203.0.113.0/24 as the client subnet option has it. */
  private static final String CLIENT_SUBNET = "8:00011800cb0071";

  private static final double MICROS_PER_MILLI = 1_000;
  private static final Pattern COMPLETED = Pattern.compile("Queries completed:\\s+(\\d+)");
  private static final Pattern GOOD = Pattern.compile("NOERROR (\\d+) ");
  private static final Pattern RATE = Pattern.compile("Queries per second:\\s+([\\d.]+)");

  private DnsPath() {}

  public static void main(String[] args) throws Exception {
    Path root = Path.of(System.getProperty("perigee.root", ".")).toAbsolutePath().normalize();
    Path work = Files.createDirectories(root.resolve("target/bench"));
    Map<String, String> settings = Map.of("PERIGEE_EDGE_REGION", "eu,us,ap");
    try (BenchmarkSuite suite = BenchmarkSuite.start(root, work.resolve("dns"), EDGES, settings);
        ControlPlane controlPlane = ControlPlane.of(suite.endpoints())) {
      String domain = suite.endpoints().get("domain").asText();
      List<String> hosts =
          controlPlane.createRealistic(HOSTS).stream()
              .map(id -> id.toLowerCase(Locale.ROOT) + "." + domain)
              .toList();
      Path questions = work.resolve("questions.txt");
      Files.write(questions, hosts.stream().map(host -> host + " A").toList());
      PerigeeRouter.tellWays(suite);
      try (NameServer knot = KnotServer.start(work.resolve("knot"), domain, hosts);
          NameServer router = PerigeeRouter.start(suite, work.resolve("router"), hosts.getLast())) {
        compare(knot, router, questions);
      }
    }
  }

  private static void compare(NameServer knot, NameServer router, Path questions)
      throws IOException, InterruptedException {
    ask(knot, questions, ROUND_SECONDS);
    ask(router, questions, WARM_UP_SECONDS);
    List<Load.Result> ofKnot = new ArrayList<>();
    List<Load.Result> ofRouter = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      ofKnot.add(ask(knot, questions, ROUND_SECONDS));
      ofRouter.add(ask(router, questions, ROUND_SECONDS));
    }
    Load.Result base = Load.median(ofKnot);
    System.out.printf(
        Locale.ROOT, "DNS, A of %d hosts with a client subnet, UDP, one core%n", HOSTS);
    print(knot, base, base);
    print(router, Load.median(ofRouter), base);
  }

  private static void print(NameServer server, Load.Result result, Load.Result base) {
    System.out.printf(
        Locale.ROOT,
        "  %-8s %6.2f us CPU a question  %,9.0f questions/s  %5.2f x%n",
        server.name(),
        result.cpuMicrosPerRequest(),
        result.requestsPerSecond(),
        result.cpuMicrosPerRequest() / base.cpuMicrosPerRequest());
  }

  private static Load.Result ask(NameServer server, Path questions, int seconds)
      throws IOException, InterruptedException {
    List<Long> pids = List.of(server.process().pid());
    double before = Load.cpuMillis(pids);
    String report =
        Programs.output(
            "taskset",
            "-c",
            "1",
            "dnsperf",
            "-s",
            "127.0.0.1",
            "-p",
            Integer.toString(server.port()),
            "-d",
            questions.toString(),
            "-l",
            Integer.toString(seconds),
            "-c",
            "8",
            "-E",
            CLIENT_SUBNET);
    double used = Load.cpuMillis(pids) - before;
    double completed = number(COMPLETED, report);
    if (number(GOOD, report) != completed) {
      throw new IOException("not every answer of " + server.name() + " was good: " + report);
    }
    return new Load.Result(used * MICROS_PER_MILLI / completed, number(RATE, report));
  }

  private static double number(Pattern pattern, String report) throws IOException {
    Matcher matcher = pattern.matcher(report);
    if (!matcher.find()) {
      throw new IOException("dnsperf's report is not understood: " + report);
    }
    return Double.parseDouble(matcher.group(1));
  }
}
