package dev.perigee.edge.facts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perigee.contracts.GeoRestriction;
import dev.perigee.contracts.GeoRestriction.Mode;
import dev.perigee.edge.request.Requests;
import dev.perigee.testkit.GeoFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GeoDatabaseTest {

  @TempDir private Path directory;

  @Test
  void addressesHaveTheCountriesOfTheFile() throws IOException {
    Path file = directory.resolve("geo.mmdb");
    GeoFiles.write(file, Map.of(192, GeoFiles.country("DE"), 10, GeoFiles.country("FR")));
    GeoDatabase places = new GeoDatabase(Optional.of(file));
    assertThat(places.isThere()).isTrue();
    assertThat(places.country("192.0.2.1")).isEqualTo("DE");
    assertThat(places.country("10.1.2.3")).isEqualTo("FR");
    assertThat(places.country("193.0.2.1")).isNull();
    assertThat(places.country("2001:db8::1")).isNull();
    assertThat(places.country("nonsense")).isNull();
  }

  @Test
  void aFileInItsPlaceIsReadAndADamagedOneChangesNothing() throws IOException {
    Path file = directory.resolve("geo.mmdb");
    GeoDatabase places = new GeoDatabase(Optional.of(file));
    assertThat(places.isThere()).isFalse();
    assertThat(places.country("192.0.2.1")).isNull();

    GeoFiles.write(file, Map.of(192, GeoFiles.country("DE")));
    places.check();
    assertThat(places.country("192.0.2.1")).isEqualTo("DE");

    Path damaged = directory.resolve("damaged");
    Files.writeString(damaged, "garbage");
    Files.setLastModifiedTime(damaged, FileTime.fromMillis(1_000));
    Files.move(damaged, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    places.check();
    assertThat(places.country("192.0.2.1")).isEqualTo("DE");
  }

  @Test
  @Tag("A7.3")
  void everyHeaderThatTheDatabaseHasIsMade() throws IOException {
    Path file = directory.resolve("geo.mmdb");
    GeoFiles.write(
        file,
        Map.of(
            192,
            Map.of(
                "country",
                Map.of("iso_code", "CH", "names", Map.of("en", "Switzerland")),
                "subdivisions",
                List.of(Map.of("iso_code", "ZH", "names", Map.of("en", "Zurich"))),
                "city",
                Map.of("names", Map.of("en", "Zürich")),
                "location",
                Map.of("latitude", 47.5, "longitude", 8.25, "time_zone", "Europe/Zurich"),
                "postal",
                Map.of("code", "8001"),
                "autonomous_system_number",
                64_500)));
    Map<String, String> made =
        new GeneratedHeaders(new GeoDatabase(Optional.of(file)))
            .of(
                Requests.viewer("GET", "/", "host", "h", "user-agent", "curl/8"),
                List.of(
                    "cloudfront-viewer-country",
                    "cloudfront-viewer-country-name",
                    "cloudfront-viewer-country-region",
                    "cloudfront-viewer-country-region-name",
                    "cloudfront-viewer-city",
                    "cloudfront-viewer-latitude",
                    "cloudfront-viewer-longitude",
                    "cloudfront-viewer-time-zone",
                    "cloudfront-viewer-postal-code",
                    "cloudfront-viewer-metro-code",
                    "cloudfront-viewer-asn",
                    "cloudfront-viewer-address",
                    "cloudfront-viewer-http-version",
                    "cloudfront-viewer-header-count",
                    "cloudfront-viewer-header-order",
                    "cloudfront-forwarded-proto",
                    "cloudfront-is-desktop-viewer",
                    "cloudfront-viewer-ja3-fingerprint"));
    assertThat(made)
        .isEqualTo(
            Map.ofEntries(
                Map.entry("cloudfront-viewer-country", "CH"),
                Map.entry("cloudfront-viewer-country-name", "Switzerland"),
                Map.entry("cloudfront-viewer-country-region", "ZH"),
                Map.entry("cloudfront-viewer-country-region-name", "Zurich"),
                Map.entry("cloudfront-viewer-city", "Z%C3%BCrich"),
                Map.entry("cloudfront-viewer-latitude", "47.5"),
                Map.entry("cloudfront-viewer-longitude", "8.25"),
                Map.entry("cloudfront-viewer-time-zone", "Europe/Zurich"),
                Map.entry("cloudfront-viewer-postal-code", "8001"),
                Map.entry("cloudfront-viewer-asn", "64500"),
                Map.entry("cloudfront-viewer-address", "192.0.2.1:4711"),
                Map.entry("cloudfront-viewer-http-version", "1.1"),
                Map.entry("cloudfront-viewer-header-count", "2"),
                Map.entry("cloudfront-viewer-header-order", "host:user-agent"),
                Map.entry("cloudfront-forwarded-proto", "http"),
                Map.entry("cloudfront-is-desktop-viewer", "true")));
  }

  @Test
  @Tag("A10.6")
  void aRestrictionNamesWhoIsServedOrWhoIsNot() {
    ServedCountries only =
        ServedCountries.of(new GeoRestriction(Mode.ONLY, List.of("DE"))).orElseThrow();
    assertThat(only.include("DE")).isTrue();
    assertThat(only.include("FR")).isFalse();
    assertThat(only.include(null)).as("a viewer whose country is not known").isTrue();
    ServedCountries except =
        ServedCountries.of(new GeoRestriction(Mode.ALL_EXCEPT, List.of("DE"))).orElseThrow();
    assertThat(except.include("DE")).isFalse();
    assertThat(except.include("FR")).isTrue();
    assertThat(ServedCountries.of(GeoRestriction.NONE)).isEmpty();
  }
}
