package dev.perigee.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.perigee.testkit.KafkaProcess;
import dev.perigee.testkit.http.Content;
import dev.perigee.testkit.http.Reply;
import dev.perigee.testkit.http.Resource;
import dev.perigee.testkit.http.ScriptedOrigin;
import dev.perigee.testkit.http.Viewer;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When a new edge lets viewers in. */
class OpeningIT {

  @Test
  void notBeforeItKnowsWhatToServe(@TempDir Path directory) throws Exception {
    try (KafkaProcess kafka = KafkaProcess.start();
        ScriptedOrigin origin = ScriptedOrigin.start()) {
      PlainSite.publish(kafka);
      OriginServiceScripts.on(
          origin, "/a", Resource.of(Content.of("body"), "\"1\"", "max-age=3600"));
      kafka.kill();
      try (EdgeProcess edge =
          EdgeProcess.start(directory, kafka.bootstrapServers(), origin.url(), Map.of())) {
        Await.until("it waits for the broker", () -> edge.waitsFor("distributions"));
        Viewer viewer = new Viewer(edge.url(), "e1.example.net");
        assertThatThrownBy(() -> viewer.get("/a")).isInstanceOf(ConnectException.class);
        assertThat(edge.isReady()).isFalse();
        assertThat(edge.log()).contains("no distributions on disk: viewers are let in once");

        kafka.restart();
        assertThat(firstAnswer(viewer).text()).isEqualTo("body");
        Await.until("it is ready", edge::isReady);
        // It had its lease before it let viewers in, so that it trusts what it has.
        assertThat(viewer.get("/a").header("X-Cache")).contains("Hit from perigee");
      }
      whenAPortIsInUseItEnds(directory, kafka, origin);
    }
  }

  /** The answer to the first viewer who is let in. */
  private static Reply firstAnswer(Viewer viewer) throws Exception {
    AtomicReference<Reply> answer = new AtomicReference<>();
    Await.until(
        "viewers are let in",
        () -> {
          try {
            answer.set(viewer.get("/a"));
            return true;
          } catch (ConnectException e) {
            return false;
          }
        });
    return answer.get();
  }

  /** With what the edge before has saved. */
  private static void whenAPortIsInUseItEnds(
      Path directory, KafkaProcess kafka, ScriptedOrigin origin) throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        EdgeProcess edge =
            EdgeProcess.start(
                directory,
                kafka.bootstrapServers(),
                origin.url(),
                Map.of("PERIGEE_EDGE_HTTP_PORT", Integer.toString(taken.getLocalPort())))) {
      assertThat(edge.exitStatus()).isEqualTo(1);
      assertThat(edge.log())
          .containsPattern(
              "viewers cannot be let in on 127.0.0.1, ports "
                  + taken.getLocalPort()
                  + " and \\d+: .*already in use");
    }
  }
}
