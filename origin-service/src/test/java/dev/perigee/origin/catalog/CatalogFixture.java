package dev.perigee.origin.catalog;

import dev.perigee.contracts.Origin;
import dev.perigee.contracts.OriginGroup;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/** A catalogue that a test fills itself. */
public final class CatalogFixture {

  private final OriginCatalog catalog =
      new OriginCatalog(Duration.ofHours(1), 100, InstantSource.system());

  public OriginCatalog catalog() {
    return catalog;
  }

  public void put(Origin origin) {
    catalog.put(
        new SavedCatalog.Distribution(
            "distribution of " + origin.fingerprint(), List.of(origin), List.of()));
  }

  public void put(List<Origin> origins, OriginGroup group) {
    catalog.put(
        new SavedCatalog.Distribution(
            "distribution of " + group.fingerprint(), origins, List.of(group)));
  }
}
