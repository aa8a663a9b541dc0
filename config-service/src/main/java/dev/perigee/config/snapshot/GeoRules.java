package dev.perigee.config.snapshot;

import dev.perigee.config.wire.ApiException;
import dev.perigee.contracts.GeoRestriction;
import dev.perigee.contracts.GeoRestriction.Mode;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudfront.model.Restrictions;

/** Which countries a distribution serves. */
final class GeoRules {

  private static final String MEMBER = "Restrictions.GeoRestriction";
  private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

  private GeoRules() {}

  static GeoRestriction resolve(@Nullable Restrictions restrictions) {
    if (restrictions == null) {
      return GeoRestriction.NONE;
    }
    var given = restrictions.geoRestriction();
    List<String> countries = given.items();
    Mode mode =
        switch (given.restrictionType()) {
          case NONE -> Mode.NONE;
          case WHITELIST -> Mode.ONLY;
          case BLACKLIST -> Mode.ALL_EXCEPT;
          case UNKNOWN_TO_SDK_VERSION -> throw NotSupportedYet.refusal(MEMBER + ".RestrictionType");
        };
    if ((mode == Mode.NONE) != countries.isEmpty()) {
      throw new ApiException(
          "InvalidGeoRestrictionParameter",
          MEMBER
              + ".Quantity: "
              + countries.size()
              + " (expected: "
              + (mode == Mode.NONE ? "0" : "at least 1")
              + " with the RestrictionType "
              + given.restrictionTypeAsString()
              + ")");
    }
    Set<String> seen = new HashSet<>();
    for (String country : countries) {
      if (!COUNTRIES.contains(country)) {
        throw new ApiException(
            "InvalidLocationCode",
            MEMBER + ": " + country + " (expected: an ISO 3166-1 alpha-2 code in upper case)");
      }
      if (!seen.add(country)) {
        throw new ApiException(
            "InvalidGeoRestrictionParameter", MEMBER + ": " + country + " is there more than once");
      }
    }
    return mode == Mode.NONE ? GeoRestriction.NONE : new GeoRestriction(mode, countries);
  }
}
