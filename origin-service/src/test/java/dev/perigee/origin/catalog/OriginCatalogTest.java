package dev.perigee.origin.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perigee.contracts.Origin;
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
    catalog.put("D", List.of(origin("old")));
    catalog.put("D", List.of(origin("new")));

    assertThat(catalog.find("old")).isEqualTo(origin("old"));
    assertThat(catalog.find("new")).isEqualTo(origin("new"));

    now = now.plus(HOUR).plusSeconds(1);
    catalog.forgetOldest(now);

    assertThat(catalog.find("old")).isNull();
    assertThat(catalog.find("new")).isNotNull();
  }

  @Test
  void theOldestGoesWhereTooManyAreSuperseded() {
    for (String fingerprint : List.of("a", "b", "c", "d")) {
      catalog.put("D", List.of(origin(fingerprint)));
    }

    assertThat(catalog.find("a")).isNull();
    assertThat(catalog.find("b")).isNotNull();
    assertThat(catalog.size()).isEqualTo(3);
  }

  @Test
  void aDefinitionThatComesBackIsInForceAgain() {
    catalog.put("D", List.of(origin("a")));
    catalog.put("D", List.of(origin("b")));
    catalog.put("D", List.of(origin("a")));
    now = now.plus(HOUR).plusSeconds(1);
    catalog.forgetOldest(now);

    assertThat(catalog.find("a")).isNotNull();
    assertThat(catalog.find("b")).isNull();
  }

  @Test
  void tellsThoseWhoWait() {
    List<Origin> told = new ArrayList<>();
    catalog.whenKnown("a", told::add);
    Runnable stop = catalog.whenKnown("a", told::add);
    assertThat(stop).isNotNull();
    if (stop != null) {
      stop.run();
    }

    catalog.put("D", List.of(origin("a")));
    catalog.whenKnown("a", told::add);

    assertThat(told).containsExactly(origin("a"), origin("a"));
  }

  @Test
  void isTheSameAfterARestart() throws Exception {
    catalog.put("D", List.of(origin("old")));
    catalog.put("D", List.of(origin("a"), origin("b")));
    CatalogFile file = new CatalogFile(directory);

    file.save(catalog.save("log-1"));
    SavedCatalog loaded = file.load();
    OriginCatalog restored = new OriginCatalog(HOUR, 2, () -> now);
    restored.restore(loaded);

    assertThat(loaded.logId()).isEqualTo("log-1");
    assertThat(restored.save("log-1")).isEqualTo(catalog.save("log-1"));
    assertThat(restored.find("old")).isEqualTo(origin("old"));
    assertThat(restored.find("b")).isEqualTo(origin("b"));
  }

  @Test
  void aFileThatCannotBeReadIsAsNone() throws Exception {
    Files.writeString(directory.resolve("origins.json"), "{\"schema\":1,\"distr");

    assertThat(new CatalogFile(directory).load()).isEqualTo(SavedCatalog.empty());
  }

  private static Origin origin(String fingerprint) {
    return Origins.http("example.org", 80).fingerprint(fingerprint).build();
  }
}
