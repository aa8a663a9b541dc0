package dev.perigee.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perigee.e2e.World.Distribution;
import dev.perigee.testkit.http.Answer;
import dev.perigee.testkit.http.Content;
import dev.perigee.testkit.http.Viewer;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Invalidation by cache tag: the SDK names the header, the AWS CLI invalidates. */
@ExtendWith(World.Provider.class)
class CacheTagIT {

  private final World world;

  CacheTagIT(World world) {
    this.world = world;
  }

  @Test
  void aTagIsPurgedAtEveryEdgeWhateverThePathsAre() throws Exception {
    Distribution tagged = TaggedSite.create(world, "cache tags");
    List<String> sold = List.of("/tags/a", "/elsewhere/b", "/tags/gone");
    answer("old");
    for (int edge = 0; edge < 2; edge++) {
      for (String path : sold) {
        assertThat(body(tagged, edge, path)).isEqualTo("old");
      }
      assertThat(body(tagged, edge, "/tags/c")).isEqualTo("old");
    }

    answer("new");
    world.invalidateIn(tagged, "#SALE");

    for (int edge = 0; edge < 2; edge++) {
      for (String path : sold) {
        assertThat(body(tagged, edge, path)).as(path).isEqualTo("new");
      }
      assertThat(body(tagged, edge, "/tags/c")).isEqualTo("old");
    }
  }

  private void answer(String text) {
    world.origin().on("/tags/a", tagged(Answer.ok(text), "Product:1, Sale"));
    world.origin().on("/elsewhere/b", tagged(Answer.ok(text), "product:2,sale"));
    world.origin().on("/tags/gone", tagged(Answer.of(404, Content.of(text)), "sale"));
    world.origin().on("/tags/c", tagged(Answer.ok(text), "product:3,sales"));
  }

  private static Answer tagged(Answer answer, String tags) {
    return answer.header("Cache-Control", "max-age=600").header("X-Tags", tags);
  }

  private String body(Distribution distribution, int edge, String path) throws IOException {
    return new Viewer(world.suite().edge(edge), distribution.domainName()).get(path).text();
  }
}
