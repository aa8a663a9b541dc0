package dev.perigee.config.snapshot;

import dev.perigee.config.wire.ApiException;
import dev.perigee.contracts.HeaderField;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.cloudfront.model.OriginCustomHeader;

/** Which headers a tenant may add to origin requests. */
final class CustomHeaderRules {

  private static final int MAX_HEADERS = 30;
  private static final int MAX_CHARACTERS = 10_240;
  private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,256}");
  private static final Pattern VALUE = Pattern.compile("[\\x20-\\x7e]{0,1783}");

  /** Of CloudFront's own list: what would break the request's framing or routing. */
  private static final Set<String> REFUSED =
      Set.of(
          "cache-control",
          "connection",
          "content-length",
          "cookie",
          "host",
          "if-match",
          "if-modified-since",
          "if-none-match",
          "if-range",
          "if-unmodified-since",
          "max-forwards",
          "pragma",
          "proxy-authenticate",
          "proxy-authorization",
          "proxy-connection",
          "range",
          "request-range",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade",
          "via",
          "x-real-ip");

  private static final List<String> REFUSED_PREFIXES = List.of("x-amz-", "x-edge-", "perigee-");

  private CustomHeaderRules() {}

  static List<HeaderField> resolve(String path, List<OriginCustomHeader> headers) {
    Limits.count("TooManyOriginCustomHeaders", path, headers.size(), MAX_HEADERS);
    List<HeaderField> resolved = new ArrayList<>();
    Set<String> names = new HashSet<>();
    int characters = 0;
    for (OriginCustomHeader header : headers) {
      String name = header.headerName();
      String lower = name.toLowerCase(Locale.ROOT);
      if (!NAME.matcher(name).matches()
          || REFUSED.contains(lower)
          || REFUSED_PREFIXES.stream().anyMatch(lower::startsWith)) {
        throw ApiException.invalidArgument(
            path + ": " + name + " is not a header that can be added to origin requests");
      }
      if (!names.add(lower)) {
        throw ApiException.invalidArgument(path + ": " + name + " is there more than once");
      }
      if (!VALUE.matcher(header.headerValue()).matches()) {
        throw ApiException.invalidArgument(
            path + "." + name + ": expected at most 1783 printable ASCII characters");
      }
      characters += name.length() + header.headerValue().length();
      resolved.add(new HeaderField(name, header.headerValue().strip()));
    }
    Limits.count("InvalidArgument", path + " characters", characters, MAX_CHARACTERS);
    return resolved;
  }
}
