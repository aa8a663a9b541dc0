package dev.perigee.origin.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perigee.contracts.Origin;
import dev.perigee.contracts.OriginGroup;
import dev.perigee.contracts.OriginGroup.SelectionCriteria;
import dev.perigee.origin.Origins;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OriginCatalogTest {

  private static final Duration HOUR = Duration.ofHours(1);

  @TempDir Path directory;

  private Instant now = Instant.EPOCH;
  private final OriginCatalog catalog = new OriginCatalog(HOUR, 2, () -> now);

  @Test
  void aSupersededDefinitionStaysForAWhile() {
    put(List.of(origin("old")));
    put(List.of(origin("new")));

    assertThat(catalog.find("old")).isEqualTo(definition("old"));
    assertThat(catalog.find("new")).isEqualTo(definition("new"));

    now = now.plus(HOUR).plusSeconds(1);
    catalog.forgetOldest(now);

    assertThat(catalog.find("old")).isNull();
    assertThat(catalog.find("new")).isNotNull();
  }

  @Test
  void theOldestGoesWhereTooManyAreSuperseded() {
    for (String fingerprint : List.of("a", "b", "c", "d")) {
      put(List.of(origin(fingerprint)));
    }

    assertThat(catalog.find("a")).isNull();
    assertThat(catalog.find("b")).isNotNull();
    assertThat(catalog.size()).isEqualTo(3);
  }

  @Test
  void aDefinitionThatComesBackIsInForceAgain() {
    put(List.of(origin("a")));
    put(List.of(origin("b")));
    put(List.of(origin("a")));
    now = now.plus(HOUR).plusSeconds(1);
    catalog.forgetOldest(now);

    assertThat(catalog.find("a")).isNotNull();
    assertThat(catalog.find("b")).isNull();
  }

  @Test
  void tellsThoseWhoWait() {
    List<Definition> told = new ArrayList<>();
    catalog.whenKnown("a", told::add);
    Runnable stop = catalog.whenKnown("a", told::add);
    assertThat(stop).isNotNull();
    if (stop != null) {
      stop.run();
    }

    put(List.of(origin("a")));
    catalog.whenKnown("a", told::add);

    assertThat(told).containsExactly(definition("a"), definition("a"));
  }

  @Test
  void isTheSameAfterARestart() throws Exception {
    put(List.of(origin("old")));
    put(List.of(origin("a"), origin("b")));
    CatalogFile file = new CatalogFile(directory);

    file.save(catalog.save("log-1"));
    SavedCatalog loaded = file.load();
    OriginCatalog restored = new OriginCatalog(HOUR, 2, () -> now);
    restored.restore(loaded);

    assertThat(loaded.logId()).isEqualTo("log-1");
    assertThat(restored.save("log-1")).isEqualTo(catalog.save("log-1"));
    assertThat(restored.find("old")).isEqualTo(definition("old"));
    assertThat(restored.find("b")).isEqualTo(definition("b"));
  }

  @Test
  void aFileThatCannotBeReadIsAsNone() throws Exception {
    Files.writeString(directory.resolve("origins.json"), "{\"schema\":1,\"distr");

    assertThat(new CatalogFile(directory).load()).isEqualTo(SavedCatalog.empty());
  }

  private static Origin origin(String fingerprint) {
    return Origins.http("example.org", 80)
        .id(fingerprint.equals("a") ? "a" : "second")
        .fingerprint(fingerprint)
        .build();
  }

  @Test
  void aGroupIsKnownByItsOwnFingerprintWithBothMembers() throws Exception {
    put(List.of(origin("a"), origin("b")), group("g1"));
    put(List.of(origin("a"), origin("c")), group("g2"));

    assertThat(catalog.find("g1")).isEqualTo(grouped("g1", "b"));
    assertThat(catalog.find("g2")).isEqualTo(grouped("g2", "c"));

    OriginCatalog restored = new OriginCatalog(HOUR, 2, () -> now);
    CatalogFile file = new CatalogFile(directory);
    file.save(catalog.save("log-1"));
    restored.restore(file.load());
    assertThat(restored.find("g1")).isEqualTo(grouped("g1", "b"));
    assertThat(restored.find("g2")).isEqualTo(grouped("g2", "c"));
  }

  @Test
  void whatOlderCodeSavedHasNoGroups() throws Exception {
    Files.writeString(
        directory.resolve("origins.json"),
        "{\"schema\":1,\"logId\":\"l\",\"distributions\":[{\"id\":\"D\",\"origins\":[]}],"
            + "\"superseded\":[]}");

    assertThat(new CatalogFile(directory).load().distributions())
        .containsExactly(new SavedCatalog.Distribution("D", List.of(), List.of()));
  }

  private void put(List<Origin> origins, OriginGroup... groups) {
    catalog.put(new SavedCatalog.Distribution("D", origins, List.of(groups)));
  }

  /** The group of the first origin and the second. */
  private static OriginGroup group(String fingerprint) {
    return new OriginGroup(
        "group", fingerprint, "a", "second", List.of(500), SelectionCriteria.DEFAULT);
  }

  private static Definition grouped(String fingerprint, String second) {
    return new Definition(
        origin("a"),
        new Definition.Failover(
            fingerprint, origin(second), List.of(500), SelectionCriteria.DEFAULT));
  }

  private static Definition definition(String fingerprint) {
    return new Definition(origin(fingerprint), null);
  }
}
