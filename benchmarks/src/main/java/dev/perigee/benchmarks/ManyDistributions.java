package dev.perigee.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perigee.contracts.ContractJson;
import dev.perigee.contracts.DistributionSnapshot;
import dev.perigee.contracts.Topics;
import dev.perigee.eventlog.TopicListener;
import dev.perigee.eventlog.TopicTail;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;

/**
 * The control plane of a suite of its own with ten thousand distributions (or as many as its
 * argument says): how long it takes to list, get and update one, at the median of a client that
 * asks one after another, and how long a new follower of the topic takes to have read them all.
 */
public final class ManyDistributions {

  private static final int CLIENTS = 8;
  private static final int WARM_UP = 50;
  private static final int REQUESTS = 100;
  private static final Duration PUBLISH_LIMIT = Duration.ofMinutes(10);

  private ManyDistributions() {}

  public static void main(String[] args) throws Exception {
    int count = args.length == 0 ? 10_000 : Integer.parseInt(args[0]);
    Path root = Path.of(System.getProperty("perigee.root", ".")).toAbsolutePath().normalize();
    try (BenchmarkSuite suite = BenchmarkSuite.start(root, root.resolve("target/bench/control"));
        CloudFrontClient client = client(suite.endpoints())) {
      String kafka = suite.endpoints().get("kafka").asText();
      List<String> ids = create(client, count);
      reportFollower(kafka, count, "published");
      reportFollower(kafka, count, "read by a new follower");
      report("list 100", () -> client.listDistributions(r -> r.maxItems("100")));
      int[] next = {0};
      report("get", () -> client.getDistribution(r -> r.id(ids.get(next[0]++ % count))));
      report("get and update", () -> update(client, ids.get(next[0]++ % count)));
    }
  }

  private static void update(CloudFrontClient client, String id) {
    var found = client.getDistributionConfig(r -> r.id(id));
    client.updateDistribution(r ->
        r.id(id)
            .ifMatch(found.eTag())
            .distributionConfig(
                found.distributionConfig().toBuilder().defaultRootObject("new.html").build()));
  }

  private static List<String> create(CloudFrontClient client, int count) throws Exception {
    long began = System.nanoTime();
    List<String> ids = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(CLIENTS)) {
      List<Future<String>> created = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        int number = i;
        created.add(
            threads.submit(() ->
                client
                    .createDistribution(r -> r.distributionConfig(RealisticConfig.of(number)))
                    .distribution()
                    .id()));
      }
      for (Future<String> each : created) {
        ids.add(each.get());
      }
    }
    print("%,d created by %d clients: %.1f s", count, CLIENTS, secondsSince(began));
    return ids;
  }

  private static void reportFollower(String kafka, int count, String what) throws Exception {
    long began = System.nanoTime();
    Follower follower = new Follower(count);
    TopicTail tail = TopicTail.follow(kafka, Topics.DISTRIBUTIONS, follower);
    try {
      if (!follower.all.await(PUBLISH_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        throw new IOException(follower.seen.size() + " of " + count + " were published");
      }
    } finally {
      tail.close();
    }
    print("%,d %s: %.1f s", count, what, secondsSince(began));
  }

  private static void report(String what, Runnable request) {
    for (int i = 0; i < WARM_UP; i++) {
      request.run();
    }
    long[] nanos = new long[REQUESTS];
    for (int i = 0; i < REQUESTS; i++) {
      long began = System.nanoTime();
      request.run();
      nanos[i] = System.nanoTime() - began;
    }
    Arrays.sort(nanos);
    print(
        "%-16s median %6.1f ms, 99th percentile %6.1f ms",
        what, nanos[REQUESTS / 2] / 1e6, nanos[REQUESTS * 99 / 100] / 1e6);
  }

  private static double secondsSince(long began) {
    return (System.nanoTime() - began) / 1e9;
  }

  private static void print(String format, Object... arguments) {
    System.out.printf(Locale.ROOT, format + "%n", arguments);
  }

  private static CloudFrontClient client(JsonNode endpoints) {
    return CloudFrontClient.builder()
        .endpointOverride(URI.create(endpoints.get("api").asText()))
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create(
                    endpoints.get("accessKeyId").asText(),
                    endpoints.get("secretAccessKey").asText())))
        .httpClient(UrlConnectionHttpClient.create())
        .build();
  }

  /** Reads every snapshot as an edge does, and counts the distributions. */
  private static final class Follower implements TopicListener {

    private final int count;
    private final Set<String> seen = ConcurrentHashMap.newKeySet();
    private final CountDownLatch all = new CountDownLatch(1);

    Follower(int count) {
      this.count = count;
    }

    @Override
    public void started(String logId, long firstOffset) {
      seen.clear();
    }

    @Override
    public void record(long offset, String id, byte @Nullable [] value) {
      if (value != null) {
        seen.add(ContractJson.read(value, DistributionSnapshot.class).id());
      }
      if (seen.size() >= count) {
        all.countDown();
      }
    }
  }
}
