package dev.perigee.httpcache.key;

import dev.perigee.httpcache.HeaderView;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What tells the responses to requests for one object apart, as {@code Vary} has it. */
public sealed interface Variants {

  /** Nothing: one response answers all requests. */
  record One() implements Variants {}

  /**
   * The values of some request headers.
   *
   * @param names in lower case, each once, in alphabetical order
   */
  record By(List<String> names) implements Variants {

    public By {
      names = List.copyOf(names);
    }

    /**
     * What a request's variant is kept under. Requests have the same where all the named headers
     * are equal, or absent in both (RFC 9111, section 4.1).
     *
     * @param family what is kept of the object's variants in general: see {@code VariantFamily}
     */
    public String key(String family, HeaderView request) {
      StringBuilder key = new StringBuilder(family).append("\nvary");
      for (String name : names) {
        String value = request.combined(name);
        key.append('\n').append(name);
        if (value != null) {
          key.append(' ').append(value.strip());
        }
      }
      return key.toString();
    }
  }

  /** Something that the request does not tell: no stored response answers another request. */
  record Untold() implements Variants {}

  /** Headers that an edge sets itself, so that the origin saw other values than the viewer sent. */
  Set<String> SET_BY_EDGES =
      Set.of("via", "x-forwarded-for", "x-forwarded-proto", "x-amz-cf-id", "connection", "te");

  /** Reads a response's {@code Vary} (RFC 9110, section 12.5.5). */
  static Variants of(HeaderView response) {
    String vary = response.combined("vary");
    if (vary == null) {
      return new One();
    }
    List<String> names =
        Arrays.stream(vary.split(",", -1))
            .map(name -> name.strip().toLowerCase(Locale.ROOT))
            .filter(name -> !name.isEmpty())
            .distinct()
            .sorted()
            .toList();
    if (names.isEmpty()) {
      return new One();
    }
    boolean untold =
        names.stream().anyMatch(name -> name.equals("*") || SET_BY_EDGES.contains(name));
    return untold ? new Untold() : new By(names);
  }
}
