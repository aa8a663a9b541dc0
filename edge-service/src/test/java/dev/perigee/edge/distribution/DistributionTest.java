package dev.perigee.edge.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.perigee.contracts.Behavior;
import dev.perigee.contracts.CachePolicy;
import dev.perigee.contracts.DistributionSnapshot;
import dev.perigee.contracts.Forwarding;
import dev.perigee.contracts.OriginGroup;
import dev.perigee.contracts.Selection;
import dev.perigee.httpcache.Reason;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DistributionTest {

  private static final CachePolicy POLICY = Snapshots.policy();

  /** cloudfront.md, A1: in the listed order, the default last. */
  @ParameterizedTest
  @CsvSource({
    "/img/a.png, img/*.png",
    "/img/a.jpg, img/*",
    "/img/x/a.png, img/*.png",
    "/a.png, *",
    "/IMG/a.png, *",
    "/, *",
  })
  void theFirstBehaviorThatMatchesCounts(String path, String pattern) {
    List<String> patterns = List.of("img/*.png", "img/*", "*");
    Distribution distribution =
        Distribution.compile(
            Snapshots.distribution(
                "E1",
                List.of(),
                patterns.stream()
                    .map(each -> Snapshots.behavior(each, POLICY, markedBy(each)))
                    .toArray(Behavior[]::new)));
    assertThat(distribution.behavior(path).forwarding().uri("/", pattern + "=1"))
        .as("the behavior that forwards a parameter of its pattern's name")
        .isEqualTo("/?" + pattern + "=1");
  }

  private static Forwarding markedBy(String pattern) {
    return new Forwarding(
        Selection.NONE, Selection.NONE, Selection.only(List.of(pattern)), List.of());
  }

  /** cloudfront.md, A1: the default root object is for the root alone. */
  @Test
  @Tag("A1.4")
  void theRootMeansTheDefaultRootObject() {
    Distribution distribution = simple();
    assertThat(distribution.objectPath("/")).isEqualTo("/index.html");
    assertThat(distribution.objectPath("/dir/")).isEqualTo("/dir/");
    assertThat(distribution.objectPath("/index.html")).isEqualTo("/index.html");
  }

  @ParameterizedTest
  @CsvSource({
    "/index.html, /",
    "/index.html?q=1, /?q=1",
    "/index.html2, none",
    "/x/index.html, none",
    "/dir/, none",
  })
  void theDefaultRootObjectIsReachedByTwoPaths(String path, String alias) {
    assertThat(String.valueOf(simple().aliasOf(path)))
        .isEqualTo(alias.equals("none") ? "null" : alias);
  }

  @Test
  @Tag("A2.5")
  @Tag("A5.2")
  void cachingIsOffWithAllHeadersAndWithoutTime() {
    assertThat(bypass(POLICY)).isEmpty();
    assertThat(bypass(Snapshots.policy(Selection.ALL, Selection.NONE, Selection.NONE)))
        .contains(Reason.ALL_HEADERS);
    assertThat(
            bypass(
                Snapshots.policy(
                    Selection.NONE, Selection.NONE, Selection.NONE, Duration.ZERO, false)))
        .contains(Reason.POLICY);
  }

  private static Optional<Reason> bypass(CachePolicy policy) {
    return Distribution.compile(
            Snapshots.distribution("E1", List.of(), Snapshots.behavior("*", policy)))
        .behavior("/")
        .bypass();
  }

  @Test
  void aSnapshotThatContradictsItselfIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Distribution.compile(Snapshots.distribution("E1", List.of())))
        .withMessage("E1: no behaviors (expected: 1 or more)");
    Behavior plain = Snapshots.behavior("*", POLICY);
    Behavior lost =
        new Behavior(
            "*",
            "o2",
            plain.viewerProtocol(),
            plain.allowedMethods(),
            plain.cachedMethods(),
            POLICY,
            Forwarding.NOTHING,
            false,
            List.of(),
            null,
            null);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Distribution.compile(Snapshots.distribution("E1", List.of(), lost)))
        .withMessage("o2: no such origin (expected: one of [o1])");
  }

  @Test
  @Tag("A9.3")
  void aGroupsPrimaryIsAsked() {
    DistributionSnapshot plain = Snapshots.distribution("E1", List.of());
    Behavior byDefault = Snapshots.behavior("*", POLICY);
    Behavior toGroup =
        new Behavior(
            "*",
            "group",
            byDefault.viewerProtocol(),
            byDefault.allowedMethods(),
            byDefault.cachedMethods(),
            POLICY,
            Forwarding.NOTHING,
            false,
            List.of(),
            null,
            null);
    DistributionSnapshot grouped =
        new DistributionSnapshot(
            plain.schema(),
            plain.id(),
            plain.revision(),
            plain.account(),
            plain.domainName(),
            plain.aliases(),
            true,
            "",
            false,
            null,
            plain.viewers(),
            plain.reporting(),
            null,
            plain.origins(),
            List.of(
                new OriginGroup(
                    "group",
                    "g1",
                    Snapshots.ORIGIN.id(),
                    "other",
                    List.of(500),
                    OriginGroup.SelectionCriteria.DEFAULT)),
            List.of(toGroup),
            List.of());
    assertThat(Distribution.compile(grouped).behavior("/").origin()).isEqualTo(Snapshots.ORIGIN);
  }

  private static Distribution simple() {
    return Distribution.compile(
        Snapshots.distribution("E1", List.of(), Snapshots.behavior("*", POLICY)));
  }
}
