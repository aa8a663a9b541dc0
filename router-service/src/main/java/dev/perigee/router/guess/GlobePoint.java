package dev.perigee.router.guess;

/** A point on the globe, as a direction from its middle: a vector of length 1. */
public record GlobePoint(double x, double y, double z) {

  private static final double RADIUS_KM = 6_371;

  /**
   * A point by its coordinates in degrees.
   *
   * @throws IllegalArgumentException where they are out of range
   */
  public static GlobePoint at(double latitude, double longitude) {
    if (!(Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180)) {
      throw new IllegalArgumentException(
          "coordinates: %s,%s (expected: -90 to 90 and -180 to 180)"
              .formatted(latitude, longitude));
    }
    double north = Math.toRadians(latitude);
    double east = Math.toRadians(longitude);
    return new GlobePoint(
        Math.cos(north) * Math.cos(east), Math.cos(north) * Math.sin(east), Math.sin(north));
  }

  /**
   * Reads latitude and longitude, as in {@code 50.11,8.68}.
   *
   * @throws IllegalArgumentException where the text is of another form
   */
  public static GlobePoint parse(String text) {
    String[] parts = text.split(",", -1);
    try {
      if (parts.length == 2) {
        return at(Double.parseDouble(parts[0].strip()), Double.parseDouble(parts[1].strip()));
      }
    } catch (NumberFormatException e) {
      // Told below.
    }
    throw new IllegalArgumentException(
        "coordinates: '" + text + "' (expected: latitude and longitude, such as 50.11,8.68)");
  }

  /** How far another point is over the ground. */
  public double kilometresTo(GlobePoint other) {
    double cosine = x * other.x + y * other.y + z * other.z;
    return RADIUS_KM * Math.acos(Math.clamp(cosine, -1, 1));
  }
}
