package dev.perigee.edge.viewer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perigee.contracts.CachePolicy;
import dev.perigee.contracts.Selection;
import dev.perigee.edge.distribution.Distribution;
import dev.perigee.edge.distribution.Snapshots;
import dev.perigee.edge.request.Requests;
import dev.perigee.edge.request.ViewerRequest;
import dev.perigee.edge.viewer.CachePlan.Bypass;
import dev.perigee.edge.viewer.CachePlan.Cached;
import dev.perigee.httpcache.Reason;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CachePlanTest {

  private static final CachePolicy BY_Q =
      Snapshots.policy(Selection.NONE, Selection.NONE, Selection.only(List.of("q")));

  @Test
  @Tag("A1.6")
  void getAndHeadShareAnObject() {
    assertThat(plan(BY_Q, "HEAD", "/a?q=1")).isEqualTo(plan(BY_Q, "GET", "/a?q=1"));
  }

  @Test
  void invalidationsSeeThePathWithTheQueryThatIsInTheKey() {
    assertThat(plan(BY_Q, "GET", "/a?r=2&q=1"))
        .isInstanceOfSatisfying(
            Cached.class, cached -> assertThat(cached.path()).isEqualTo("/a?q=1"));
    assertThat(plan(BY_Q, "GET", "/a?r=2"))
        .isInstanceOfSatisfying(Cached.class, cached -> assertThat(cached.path()).isEqualTo("/a"));
  }

  @Test
  void theRootAndItsObjectAreOne() {
    assertThat(plan(BY_Q, "GET", "/")).isEqualTo(plan(BY_Q, "GET", "/index.html"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
  @Tag("A1.6")
  void methodsThatAreNotCachedGoToTheOrigin(String method) {
    assertThat(plan(BY_Q, method, "/a")).isEqualTo(new Bypass(Reason.METHOD));
  }

  @Test
  void aPolicyMayTurnCachingOff() {
    CachePolicy off =
        Snapshots.policy(Selection.NONE, Selection.NONE, Selection.NONE, Duration.ZERO, false);
    assertThat(plan(off, "GET", "/a")).isEqualTo(new Bypass(Reason.POLICY));
  }

  private static CachePlan plan(CachePolicy policy, String method, String uri) {
    Distribution distribution =
        Snapshots.compiled(
            Snapshots.distribution("E1", List.of(), Snapshots.behavior("*", policy)));
    ViewerRequest request = Requests.viewer(method, uri);
    return CachePlan.of(Exchange.of(request, distribution));
  }
}
