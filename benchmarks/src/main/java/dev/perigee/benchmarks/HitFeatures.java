package dev.perigee.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import software.amazon.awssdk.services.cloudfront.model.DistributionConfig;

/**
 * What a distribution's settings add to a hit: one edge, one object of 1 KiB, a distribution for
 * each feature, and one without any beside them in each round; and the same one once more when the
 * edge knows ten thousand others (or as many as the argument says).
 */
public final class HitFeatures {

  private static final int BYTES = 1_024;
  private static final int ROUNDS = 3;
  private static final int SECONDS = 2;

  /** Distributions of its own, at most. */
  private static final int MOST_FEATURES = 100;

  private static final String PLAIN = "plain";

  private final BenchmarkSuite suite;
  private final ControlPlane controlPlane;
  private final BenchmarkOrigin origin;
  private final Path work;

  private HitFeatures(
      BenchmarkSuite suite, ControlPlane controlPlane, BenchmarkOrigin origin, Path work) {
    this.suite = suite;
    this.controlPlane = controlPlane;
    this.origin = origin;
    this.work = work;
  }

  /** A distribution's own edge, as it were, and what is asked of it. */
  private record Site(Contender edge, HitCase hit) {}

  public static void main(String[] args) throws Exception {
    int others = args.length == 0 ? 10_000 : Integer.parseInt(args[0]);
    Path root = Path.of(System.getProperty("perigee.root", ".")).toAbsolutePath().normalize();
    Path work = root.resolve("target/bench/features");
    Map<String, String> settings = new HashMap<>(PerigeeEdge.ONE_CORE);
    settings.put("PERIGEE_CONFIG_QUOTA_DISTRIBUTION", Integer.toString(others + MOST_FEATURES));
    try (BenchmarkOrigin origin = BenchmarkOrigin.start();
        BenchmarkSuite suite = BenchmarkSuite.start(root, work, 1, settings);
        ControlPlane controlPlane = ControlPlane.of(suite.endpoints())) {
      new HitFeatures(suite, controlPlane, origin, work).run(others);
    }
  }

  private void run(int others) throws Exception {
    SiteFeatures features = new SiteFeatures(controlPlane.client());
    DistributionConfig base = SiteConfig.of(origin.port());
    Site plain = site(base, HitCase.whole(Wire.HTTP1, BYTES));
    Map<String, Site> sites = new LinkedHashMap<>();
    sites.put(PLAIN, plain);
    sites.put("a 304", new Site(plain.edge(), HitCase.notModified(BYTES)));
    sites.put("cookies and queries in the key", site(features.keyed(base), features.keyedHit()));
    sites.put("compressed (br)", site(features.compressing(base), features.compressedHit()));
    sites.put("security headers", site(features.withSecurityHeaders(base), plain.hit()));
    sites.put("CORS", site(features.withCors(base), features.crossOriginHit(BYTES)));
    sites.put("access log", site(features.logged(base), plain.hit()));
    Site restricted = site(features.restricted(base), plain.hit());
    sites.put(
        "signed URL",
        new Site(restricted.edge(), features.signedHit(restricted.edge().host(), BYTES)));
    Map<String, List<Double>> costs = measure(sites);
    double one = HitTable.middle(costs.getOrDefault(PLAIN, List.of()));
    costs.forEach((name, rounds) -> print(name, rounds, one));
    controlPlane.createRealistic(others);
    controlPlane.createSite(SiteConfig.of(origin.port())); // the last that the edge learns of
    Map<String, List<Double>> beside = measure(Map.of(PLAIN, plain));
    beside.forEach((name, rounds) -> print(name + ", beside " + others + " others", rounds, one));
  }

  private Site site(DistributionConfig config, HitCase hit)
      throws IOException, InterruptedException {
    ControlPlane.Site site = controlPlane.createSite(config);
    return new Site(PerigeeEdge.of(suite, site.domainName()), hit);
  }

  /** Processor time of each round, in microseconds a request. */
  private Map<String, List<Double>> measure(Map<String, Site> sites)
      throws IOException, InterruptedException {
    for (Site site : sites.values()) {
      HitLoad.warmUp(site.edge(), site.hit(), work, SECONDS);
    }
    Map<String, List<Double>> costs = new LinkedHashMap<>();
    for (int round = 0; round < ROUNDS; round++) {
      for (Map.Entry<String, Site> each : sites.entrySet()) {
        Site site = each.getValue();
        costs
            .computeIfAbsent(each.getKey(), _ -> new ArrayList<>())
            .add(HitLoad.run(site.edge(), site.hit(), work, SECONDS).cpuMicros());
      }
    }
    return costs;
  }

  private static void print(String name, List<Double> rounds, double plain) {
    double middle = HitTable.middle(rounds);
    System.out.printf(
        Locale.ROOT, "%-36s %6.2f us CPU a request, %.2f x%n", name, middle, middle / plain);
  }
}
