package dev.perigee.edge.facts;

import dev.perigee.contracts.GeoRestriction;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The countries that a distribution serves. A viewer whose country is not known is served
 * (cloudfront.md, A14: as CloudFront does); without a database at all nobody is. Immutable.
 */
public final class ServedCountries {

  private final boolean named;
  private final Set<String> countries;

  private ServedCountries(GeoRestriction restriction) {
    this.named = restriction.mode() == GeoRestriction.Mode.ONLY;
    this.countries = Set.copyOf(restriction.countries());
  }

  /** Empty where every country is served. */
  public static Optional<ServedCountries> of(GeoRestriction restriction) {
    return restriction.mode() == GeoRestriction.Mode.NONE
        ? Optional.empty()
        : Optional.of(new ServedCountries(restriction));
  }

  /**
   * @param country ISO 3166-1 alpha-2; null where it is not known
   */
  public boolean include(@Nullable String country) {
    return country == null || countries.contains(country) == named;
  }
}
