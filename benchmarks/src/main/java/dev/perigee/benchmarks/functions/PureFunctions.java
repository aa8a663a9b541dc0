package dev.perigee.benchmarks.functions;

import dev.perigee.contracts.CachePolicy;
import dev.perigee.contracts.Selection;
import dev.perigee.httpcache.freshness.Cacheability;
import dev.perigee.httpcache.freshness.FreshnessRules;
import dev.perigee.httpcache.freshness.OriginResponse;
import dev.perigee.httpcache.invalidation.InvalidationIndex;
import dev.perigee.httpcache.key.CacheKeyRecipe;
import dev.perigee.httpcache.range.RangeRequest;
import dev.perigee.httpcache.request.PathPattern;
import dev.perigee.httpcache.request.RequestTarget;
import dev.perigee.httpcache.validation.Preconditions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The steps of a request that need nothing but their arguments. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class PureFunctions {

  private static final int REMEMBERED = 100_000;
  private static final int PATTERNS = 25;
  private static final String QUERY = "w=640&h=480&utm_source=mail&v=7";

  private final Fields request =
      new Fields(
          Map.of(
              "accept-encoding", "gzip, deflate, br, zstd",
              "cookie", "session=0123456789abcdef; theme=dark; lang=en",
              "if-none-match", "\"0123456789abcdef\"",
              "user-agent", "Mozilla/5.0 (X11; Linux x86_64)"));
  private final Fields response =
      new Fields(
          Map.of(
              "cache-control", "public, max-age=3600, stale-while-revalidate=60",
              "content-type", "image/webp",
              "date", "Sun, 22 Nov 2026 16:56:58 GMT",
              "etag", "\"0123456789abcdef\""));
  private final CacheKeyRecipe plainKey = recipe(Selection.NONE, Selection.NONE);
  private final CacheKeyRecipe wideKey =
      recipe(Selection.only(List.of("w", "h", "v")), Selection.only(List.of("lang")));
  private final List<PathPattern> patterns =
      IntStream.range(0, PATTERNS).mapToObj(i -> new PathPattern("/part-" + i + "/*.jpg")).toList();
  private final FreshnessRules freshness =
      FreshnessRules.of(policy(Selection.NONE, Selection.NONE), List.of());
  private final Instant received = Instant.parse("2026-11-22T16:56:58Z");
  private final InvalidationIndex index = new InvalidationIndex(2 * REMEMBERED, 1L << 30);

  @Setup
  public void remember() {
    for (int i = 0; i < REMEMBERED; i++) {
      index.add(List.of("/a/" + i, "/b/" + i + "/*"), i);
    }
  }

  private static CacheKeyRecipe recipe(Selection queries, Selection cookies) {
    return new CacheKeyRecipe("E2EXAMPLE", policy(queries, cookies), Selection.NONE);
  }

  private static CachePolicy policy(Selection queries, Selection cookies) {
    return new CachePolicy(
        "policy",
        CachePolicy.Semantics.CLOUDFRONT,
        Duration.ofSeconds(1),
        Duration.ofDays(1),
        Duration.ofDays(365),
        Selection.NONE,
        List.of(),
        cookies,
        queries,
        true,
        true);
  }

  /** Reading a request's target. */
  @Benchmark
  public Optional<RequestTarget> target() {
    return RequestTarget.parse("/images/2026/11/photo.jpg?" + QUERY);
  }

  /** The key where the policy takes the path and the encodings. */
  @Benchmark
  public String plainKey() {
    return plainKey.key("GET", "/images/2026/11/photo.jpg", QUERY, request);
  }

  /** The key where it takes three parameters and a cookie too. */
  @Benchmark
  public String wideKey() {
    return wideKey.key("GET", "/images/2026/11/photo.jpg", QUERY, request);
  }

  /** Finding the behaviour where the last of 25 patterns matches. */
  @Benchmark
  public int lastOfManyPatterns() {
    int at = 0;
    while (at < PATTERNS - 1 && !patterns.get(at).matches("/part-24/photo.jpg")) {
      at++;
    }
    return at;
  }

  /** How long a response may be kept. */
  @Benchmark
  public Cacheability freshness() {
    return freshness.evaluate(new OriginResponse(200, response, false, received, Duration.ZERO));
  }

  /** Whether the viewer has it already. */
  @Benchmark
  public boolean notModified() {
    return Preconditions.notModified(request, response);
  }

  /** Which part the viewer wants. */
  @Benchmark
  public RangeRequest range() {
    return RangeRequest.resolve("bytes=1048576-2097151", 1L << 30);
  }

  /** Looking a path up among 200,000 invalidations. */
  @Benchmark
  public long invalidations() {
    return index.newestMatch("/images/2026/11/photo.jpg");
  }
}
