package dev.perigee.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perigee.testkit.http.Answer;
import dev.perigee.testkit.http.Content;
import dev.perigee.testkit.http.Gate;
import dev.perigee.testkit.http.Reply;
import dev.perigee.testkit.http.Resource;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Guarantee 1: purged is purged. */
@ExtendWith(World.Provider.class)
class InvalidationIT {

  private final World world;

  InvalidationIT(World world) {
    this.world = world;
  }

  @Test
  void aPrefixIsPurgedAtEveryEdgeAndNothingElse() throws Exception {
    List<String> purged = List.of("/img/a.txt", "/img/deep/b.txt");
    serve("old", purged);
    serve("kept", List.of("/imprint.txt"));
    warm("/img/a.txt", "/img/deep/b.txt", "/imprint.txt");

    serve("new", purged);
    world.invalidate("/img/*");
    world.origin().forgetRequests();

    for (int edge = 0; edge < 2; edge++) {
      for (String path : purged) {
        assertThat(world.viewer(edge).get(path).text()).isEqualTo("new");
      }
      assertThat(world.viewer(edge).get("/imprint.txt").header("X-Cache"))
          .contains("Hit from perigee");
    }
    assertThat(world.origin().count("/imprint.txt")).isZero();
  }

  @Test
  void theRootAndItsObjectArePurgedTogether() throws Exception {
    serve("old root", List.of("/index.html"));
    world.invalidate("/");
    assertThat(world.viewer(0).get("/").text()).isEqualTo("old root");
    serve("new root", List.of("/index.html"));
    world.invalidate("/");
    assertThat(world.viewer(0).get("/index.html").text()).isEqualTo("new root");
    assertThat(world.viewer(1).get("/").text()).isEqualTo("new root");
  }

  @Test
  void aFillUnderWayDoesNotBringTheOldObjectBack() throws Exception {
    Gate gate = new Gate();
    world
        .origin()
        .on(
            "/slow.txt",
            Answer.ok("old").header("Cache-Control", "max-age=600").pausingAt(1, gate));
    try (ExecutorService viewers = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Reply> early = viewers.submit(() -> world.viewer(0).get("/slow.txt"));
      gate.awaitReached();
      serve("new", List.of("/slow.txt"));
      world.invalidate("/slow.txt");

      assertThat(world.viewer(0).get("/slow.txt").text()).isEqualTo("new");
      gate.open();
      assertThat(early.get().text()).isEqualTo("old");
    }
    for (int edge = 0; edge < 2; edge++) {
      assertThat(world.viewer(edge).get("/slow.txt").text()).isEqualTo("new");
    }
  }

  @Test
  void whatIsSoftlyPurgedStandsInAtEveryEdgeWhileTheOriginFails() throws Exception {
    serve("body", List.of("/soft.txt"));
    warm("/soft.txt");
    world.origin().on("/soft.txt", Answer.of(503, Content.of("broken")));
    world.invalidateSoftly("/soft.txt");
    for (int edge = 0; edge < 2; edge++) {
      Reply standIn = world.viewer(edge).get("/soft.txt");
      assertThat(standIn.text()).isEqualTo("body");
      assertThat(standIn.header("Cache-Status").orElse("")).contains("stale-if-error");
    }
    world.invalidate("/soft.txt");
    assertThat(world.viewer(0).get("/soft.txt").status()).isEqualTo(503);
  }

  private void serve(String text, List<String> paths) {
    paths.forEach(path ->
        world.origin().on(path, Resource.of(Content.of(text), "\"" + text + "\"", "max-age=600")));
  }

  private void warm(String... paths) throws IOException {
    for (int edge = 0; edge < 2; edge++) {
      for (String path : paths) {
        assertThat(world.viewer(edge).get(path).status()).isEqualTo(200);
      }
    }
  }
}
