package dev.perigee.edge.facts;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a geographical database has of an address. Every part may be missing.
 *
 * @param record as the database gives it
 */
record Place(Map<?, ?> record) {

  /** ISO 3166-1 alpha-2 code. */
  @Nullable String country() {
    return text("country", "iso_code");
  }

  @Nullable String countryName() {
    return text("country", "names", "en");
  }

  /** First-level subdivision, ISO 3166-2, without the country. */
  @Nullable String region() {
    return text("subdivisions", "0", "iso_code");
  }

  @Nullable String regionName() {
    return text("subdivisions", "0", "names", "en");
  }

  @Nullable String city() {
    return text("city", "names", "en");
  }

  @Nullable String latitude() {
    return text("location", "latitude");
  }

  @Nullable String longitude() {
    return text("location", "longitude");
  }

  @Nullable String timeZone() {
    return text("location", "time_zone");
  }

  @Nullable String metroCode() {
    return text("location", "metro_code");
  }

  @Nullable String postalCode() {
    return text("postal", "code");
  }

  @Nullable String asn() {
    return text("autonomous_system_number");
  }

  private @Nullable String text(String... path) {
    Object value = record;
    for (String step : path) {
      value =
          switch (value) {
            case Map<?, ?> map -> map.get(step);
            case List<?> list when !list.isEmpty() -> list.getFirst();
            case null, default -> null;
          };
    }
    return value instanceof Map || value instanceof List || value == null ? null : value.toString();
  }
}
