package dev.perigee.images;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One thing that an image contains, as CycloneDX writes it. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record Component(
    String type,
    @Nullable String group,
    String name,
    String version,
    @Nullable String purl,
    List<Hash> hashes) {

  /**
   * @param content in lower-case hexadecimal
   */
  record Hash(String alg, String content) {}

  static Component application(String name, String version) {
    return new Component("application", "dev.perigee", name, version, null, List.of());
  }

  static Component platform(String name, String version) {
    return new Component("platform", null, name, version, null, List.of());
  }

  static Component debian(String name, String version, String architecture) {
    return new Component(
        "library",
        null,
        name,
        version,
        "pkg:deb/debian/%s@%s?arch=%s".formatted(name, version, architecture).replace("+", "%2B"),
        List.of());
  }

  static Component maven(String group, String name, String version, String qualifiers, Hash hash) {
    return new Component(
        "library",
        group,
        name,
        version,
        "pkg:maven/%s/%s@%s%s".formatted(group, name, version, qualifiers),
        List.of(hash));
  }
}
