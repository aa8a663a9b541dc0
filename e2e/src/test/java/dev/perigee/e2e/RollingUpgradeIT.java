package dev.perigee.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perigee.e2e.World.Distribution;
import dev.perigee.testkit.NginxProcess;
import dev.perigee.testkit.PerigeeSuite;
import dev.perigee.testkit.http.Answer;
import dev.perigee.testkit.http.Content;
import dev.perigee.testkit.http.Resource;
import dev.perigee.testkit.http.Viewer;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;

/**
 * Every service is restarted in its turn while viewers ask through a load balancer, for what is
 * cached and for what is not, each time with a change and a purge under way.
 */
@ExtendWith(World.Provider.class)
class RollingUpgradeIT {

  private static final int EDGES = 3;
  private static final List<String> PATHS =
      IntStream.range(0, 50).mapToObj(i -> "/rolling/" + i).toList();

  /** More than can be asked for meanwhile: each is fetched when it is asked for. */
  private static final List<String> NEW =
      IntStream.range(0, 20_000).mapToObj(i -> "/rolling/new/" + i).toList();

  private static final String PURGED = "/rolling/purged";
  private static final List<String> PARTS =
      List.of(
          "router-service",
          "config-service",
          "invalidation-service",
          "origin-service",
          "origin-service-2",
          "edge-1",
          "edge-2",
          "edge-3");
  private static final Duration LIMIT = Duration.ofSeconds(120);

  private final World world;
  private final PerigeeSuite suite;

  RollingUpgradeIT(World world) {
    this.world = world;
    this.suite = world.suite();
  }

  @Test
  void nothingIsLostAndNoViewerNotices() throws Exception {
    PATHS.forEach(path -> put(path, path));
    NEW.forEach(path -> world.origin().on(path, Answer.ok("new")));
    put(PURGED, "none");
    Distribution site = TaggedSite.create(world, "rolling upgrade");
    try (NginxProcess balancer = balancer();
        CloudFrontClient client = TaggedSite.client(suite.aws())) {
      for (int edge = 0; edge < EDGES; edge++) {
        for (String path : PATHS) {
          assertThat(at(edge, site).get(path).text()).isEqualTo(path);
        }
      }
      Viewer viewer = new Viewer(balancer.url(), site.domainName());
      try (Traffic traffic = Traffic.start(List.of(viewer), paths())) {
        for (String part : PARTS) {
          put("/root-" + part, part);
          put(PURGED, part);
          purge(client, site);
          changeRoot(client, site, "root-" + part);
          suite.restart(part);
          for (int edge = 0; edge < EDGES; edge++) {
            awaitText(at(edge, site), PURGED, part);
            awaitText(at(edge, site), "/", part);
          }
        }
        assertThat(world.origin().count(NEW.getFirst())).isOne();
        world.awaitDeployed(site.id());
        Eventually.that("all purges are completed", LIMIT, () -> allCompleted(client, site));
        assertThat(traffic.failures()).isEmpty();
        assertThat(traffic.answered()).isPositive();
      }
    }
  }

  /** In turn what is cached and what is not. */
  private static List<String> paths() {
    return IntStream.range(0, NEW.size())
        .boxed()
        .flatMap(i -> Stream.of(PATHS.get(i % PATHS.size()), NEW.get(i)))
        .toList();
  }

  private void put(String path, String body) {
    world.origin().on(path, Resource.of(Content.of(body), "\"" + body + "\"", "max-age=600"));
  }

  private NginxProcess balancer() {
    return NginxProcess.balancing(
        IntStream.range(0, EDGES)
            .mapToObj(edge -> URI.create(suite.edge(edge)).getAuthority())
            .toList());
  }

  private Viewer at(int edge, Distribution site) {
    return new Viewer(suite.edge(edge), site.domainName());
  }

  private static void purge(CloudFrontClient client, Distribution site) {
    client.createInvalidation(request ->
        request
            .distributionId(site.id())
            .invalidationBatch(batch ->
                batch
                    .callerReference(Long.toString(System.nanoTime()))
                    .paths(paths -> paths.quantity(1).items(PURGED))));
  }

  private static void changeRoot(CloudFrontClient client, Distribution site, String root) {
    var current = client.getDistributionConfig(request -> request.id(site.id()));
    client.updateDistribution(request ->
        request
            .id(site.id())
            .ifMatch(current.eTag())
            .distributionConfig(
                current.distributionConfig().toBuilder().defaultRootObject(root).build()));
  }

  private static void awaitText(Viewer viewer, String path, String text) throws Exception {
    Eventually.that(
        viewer.edge() + path + " is " + text, LIMIT, () -> viewer.get(path).text().equals(text));
  }

  private static boolean allCompleted(CloudFrontClient client, Distribution site) {
    var batches =
        client.listInvalidations(request -> request.distributionId(site.id())).invalidationList();
    return batches.quantity() == PARTS.size()
        && batches.items().stream().allMatch(batch -> batch.status().equals("Completed"));
  }
}
