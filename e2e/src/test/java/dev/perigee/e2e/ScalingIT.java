package dev.perigee.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perigee.e2e.World.Distribution;
import dev.perigee.testkit.NginxProcess;
import dev.perigee.testkit.PerigeeSuite;
import dev.perigee.testkit.http.Content;
import dev.perigee.testkit.http.Resource;
import dev.perigee.testkit.http.Viewer;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** One edge becomes four, three of them new, and one again, under load behind a balancer. */
@ExtendWith(World.Provider.class)
class ScalingIT {

  private static final List<String> PATHS =
      IntStream.range(0, 2_000).mapToObj(i -> "/scaling/" + i).toList();

  /** Counted from 0: the second and third are down meanwhile. */
  private static final List<Integer> NEW_EDGES = List.of(3, 4, 5);

  /** So few of the objects that an edge's hits are the grid's. */
  private static final int SOME_ANSWERS = 300;

  private static final double FIVE_POINTS = 0.05;
  private static final Duration LIMIT = Duration.ofSeconds(120);

  private final World world;
  private final PerigeeSuite suite;
  private final HitRatios ratios = new HitRatios();

  ScalingIT(World world) {
    this.world = world;
    this.suite = world.suite();
  }

  @Test
  void newEdgesAreWarmAndNoViewerNoticesThatEdgesComeAndGo() throws Exception {
    for (String path : PATHS) {
      world.origin().on(path, Resource.of(Content.of(path), "\"1\"", "max-age=600"));
    }
    Distribution site = TaggedSite.create(world, "scaling");
    suite.stop("edge-2");
    suite.stop("edge-3");
    try (NginxProcess balancer = balancer()) {
      Viewer viewer = new Viewer(balancer.url(), site.domainName());
      try (Traffic traffic = Traffic.start(List.of(viewer, viewer), PATHS, ratios::count)) {
        awaitAnswers(traffic, 2 * PATHS.size());
        ratios.forget();
        for (int edge : NEW_EDGES) {
          suite.start(name(edge));
        }
        awaitAnswersOfEach();
        tell("at first");
        ratios.forget();
        awaitAnswersOfEach();
        tell("then");
        for (int edge : NEW_EDGES) {
          assertThat(ratios.ratio(address(edge)))
              .as("hits of " + name(edge))
              .isGreaterThan(ratios.ratio(address(0)) - FIVE_POINTS);
        }
        for (int edge : NEW_EDGES) {
          suite.stop(name(edge));
        }
        awaitAnswers(traffic, PATHS.size());
        assertThat(traffic.failures()).isEmpty();
      }
    } finally {
      suite.start("edge-2");
      suite.start("edge-3");
    }
  }

  private NginxProcess balancer() {
    return NginxProcess.balancing(List.of(address(0), address(3), address(4), address(5)));
  }

  private static String name(int edge) {
    return "edge-" + (edge + 1);
  }

  /** Edges' ports follow one another. */
  private String address(int edge) {
    return "127.0.0.1:" + (URI.create(suite.edge(0)).getPort() + edge);
  }

  private static void awaitAnswers(Traffic traffic, int more) throws Exception {
    long goal = traffic.answered() + more;
    Eventually.that("traffic goes on", LIMIT, () -> traffic.answered() >= goal);
  }

  private void awaitAnswersOfEach() throws Exception {
    for (int edge : NEW_EDGES) {
      Eventually.that(
          name(edge) + " answers", LIMIT, () -> ratios.answers(address(edge)) >= SOME_ANSWERS);
    }
  }

  private void tell(String when) {
    System.out.printf("Hits %s: %.3f at the old edge", when, ratios.ratio(address(0)));
    NEW_EDGES.forEach(
        edge -> System.out.printf(", %.3f at %s", ratios.ratio(address(edge)), name(edge)));
    System.out.println();
  }
}
