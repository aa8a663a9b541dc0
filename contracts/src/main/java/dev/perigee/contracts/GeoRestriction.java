package dev.perigee.contracts;

import java.util.List;

/**
 * Which countries are served; viewers elsewhere get 403 (CloudFront API, {@code GeoRestriction}).
 *
 * @param mode how the countries are to be read
 * @param countries ISO 3166-1 alpha-2 codes in upper case
 */
public record GeoRestriction(Mode mode, List<String> countries) {

  /** Every country is served. */
  public static final GeoRestriction NONE = new GeoRestriction(Mode.NONE, List.of());

  public GeoRestriction {
    countries = List.copyOf(countries);
  }

  /** How the countries of a restriction are to be read. */
  public enum Mode {
    NONE,
    /** Only these are served. */
    ONLY,
    /** All but these are served. */
    ALL_EXCEPT
  }
}
