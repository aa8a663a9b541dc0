package dev.perigee.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perigee.testkit.KafkaProcess;
import dev.perigee.testkit.http.Content;
import dev.perigee.testkit.http.Reply;
import dev.perigee.testkit.http.Resource;
import dev.perigee.testkit.http.ScriptedOrigin;
import dev.perigee.testkit.http.Viewer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Guarantees 2 and 3: an edge serves without its broker, and knows how fresh it is. */
class EdgeWithoutKafkaIT {

  @Test
  void anEdgeThatLosesItsBrokerServesWithMoreCareEvenAfterARestart(@TempDir Path directory)
      throws Exception {
    try (KafkaProcess kafka = KafkaProcess.start();
        ScriptedOrigin origin = ScriptedOrigin.start()) {
      PlainSite.publish(kafka);
      OriginServiceScripts.on(
          origin, "/a", Resource.of(Content.of("body"), "\"1\"", "max-age=3600"));
      try (EdgeProcess edge =
          EdgeProcess.start(
              directory,
              kafka.bootstrapServers(),
              origin.url(),
              Map.of("PERIGEE_EDGE_LEASE", "4s"))) {
        Viewer viewer = new Viewer(edge.url(), "e1.example.net");
        Await.until("the edge is ready and in touch", () -> edge.isReady() && edge.isInTouch());
        assertThat(result(viewer.get("/a"))).isEqualTo("Miss");
        assertThat(result(viewer.get("/a"))).isEqualTo("Hit");

        kafka.kill();
        Await.until("the edge has lost its lease", () -> !edge.isInTouch());
        assertThat(edge.isReady()).isTrue();
        assertThat(result(viewer.get("/a"))).isEqualTo("RefreshHit");
        assertThat(result(viewer.get("/a"))).isEqualTo("RefreshHit");

        Await.until(
            "the distributions are saved",
            () -> Files.isRegularFile(directory.resolve("state/distributions.records")));
        edge.restart();
        Await.until("the edge is ready from its disk alone", edge::isReady);
        assertThat(edge.isInTouch()).isFalse();
        assertThat(result(viewer.get("/a"))).isEqualTo("Miss");
        Reply again = viewer.get("/a");
        assertThat(result(again)).isEqualTo("RefreshHit");
        assertThat(again.text()).isEqualTo("body");

        kafka.restart();
        Await.until("the edge is in touch again", edge::isInTouch);
        // What was fetched before the log was known cannot be judged by it.
        assertThat(result(viewer.get("/a"))).isEqualTo("Miss");
        assertThat(result(viewer.get("/a"))).isEqualTo("Hit");
      }
    }
  }

  /** The first word of X-Cache. */
  private static String result(Reply reply) {
    return reply.header("X-Cache").orElse("none").split(" ", 2)[0];
  }
}
