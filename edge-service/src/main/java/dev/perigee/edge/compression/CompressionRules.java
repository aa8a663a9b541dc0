package dev.perigee.edge.compression;

import dev.perigee.edge.store.ResponseHead;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which responses are compressed, and what that does to their heads (cloudfront.md, A6). Pure. */
final class CompressionRules {

  static final long LEAST_BYTES = 1_000;
  static final long MOST_BYTES = 10_000_000;

  private static final Set<Integer> STATUSES = Set.of(200, 403, 404);

  private static final Set<String> TYPES =
      Set.of(
          "application/dash+xml",
          "application/eot",
          "application/font",
          "application/font-sfnt",
          "application/javascript",
          "application/json",
          "application/opentype",
          "application/otf",
          "application/pdf",
          "application/pkcs7-mime",
          "application/protobuf",
          "application/rss+xml",
          "application/truetype",
          "application/ttf",
          "application/vnd.apple.mpegurl",
          "application/vnd.mapbox-vector-tile",
          "application/vnd.ms-fontobject",
          "application/wasm",
          "application/xhtml+xml",
          "application/xml",
          "application/x-font-opentype",
          "application/x-font-truetype",
          "application/x-font-ttf",
          "application/x-httpd-cgi",
          "application/x-javascript",
          "application/x-mpegurl",
          "application/x-opentype",
          "application/x-otf",
          "application/x-perl",
          "application/x-ttf",
          "font/eot",
          "font/opentype",
          "font/otf",
          "font/ttf",
          "image/svg+xml",
          "text/css",
          "text/csv",
          "text/html",
          "text/javascript",
          "text/js",
          "text/plain",
          "text/richtext",
          "text/tab-separated-values",
          "text/xml",
          "text/x-component",
          "text/x-java-source",
          "text/x-script",
          "vnd.apple.mpegurl");

  private CompressionRules() {}

  /**
   * How a response is to be compressed; empty for not at all.
   *
   * @param accepted the viewer's {@code Accept-Encoding} in its normalised form
   */
  static Optional<Coding> choose(ResponseHead head, String accepted) {
    if (!STATUSES.contains(head.status())
        || head.first("content-encoding") != null
        || !isCompressible(head.first("content-type"))
        || !isOfFitSize(head.first("content-length"))) {
      return Optional.empty();
    }
    if (accepted.contains("br") && Coding.BROTLI.isAvailable()) {
      return Optional.of(Coding.BROTLI);
    }
    return accepted.contains("gzip") ? Optional.of(Coding.GZIP) : Optional.empty();
  }

  private static boolean isCompressible(@Nullable String contentType) {
    if (contentType == null) {
      return false;
    }
    int semicolon = contentType.indexOf(';');
    String type = semicolon < 0 ? contentType : contentType.substring(0, semicolon);
    return TYPES.contains(type.strip().toLowerCase(Locale.ROOT));
  }

  private static boolean isOfFitSize(@Nullable String contentLength) {
    if (contentLength == null || !contentLength.matches("[0-9]{1,8}")) {
      return false;
    }
    long bytes = Long.parseLong(contentLength);
    return bytes >= LEAST_BYTES && bytes <= MOST_BYTES;
  }

  /** The head of the compressed response: its length is not known yet, its entity tag is weak. */
  static ResponseHead compressed(ResponseHead head, Coding coding) {
    List<String> fields = new ArrayList<>(ofCompressed(head).fields());
    fields.add("content-encoding");
    fields.add(coding.word());
    return new ResponseHead(head.status(), fields);
  }

  /** A head whose body's description is the compressed one's, whatever the origin says of it. */
  static ResponseHead ofCompressed(ResponseHead head) {
    List<String> fields = new ArrayList<>(head.fields().size() + 4);
    String vary = "";
    for (int i = 0; i < head.fields().size(); i += 2) {
      String name = head.fields().get(i);
      String value = head.fields().get(i + 1);
      switch (name) {
        case "content-length" -> {}
        case "vary" -> vary = vary.isEmpty() ? value : vary + ", " + value;
        case "etag" -> {
          if (!weakened(value).isEmpty()) {
            fields.add(name);
            fields.add(weakened(value));
          }
        }
        default -> {
          fields.add(name);
          fields.add(value);
        }
      }
    }
    fields.add("vary");
    fields.add(varying(vary));
    return new ResponseHead(head.status(), fields);
  }

  /** The entity tag of a compressed form; empty where the tag is none. */
  static String weakened(String etag) {
    if (etag.startsWith("W/")) {
      return etag;
    }
    boolean isStrong = etag.length() >= 2 && etag.startsWith("\"") && etag.endsWith("\"");
    return isStrong ? "W/" + etag : "";
  }

  private static String varying(String vary) {
    if (vary.isEmpty()) {
      return "Accept-Encoding";
    }
    String names = vary.toLowerCase(Locale.ROOT);
    return names.contains("accept-encoding") || names.contains("*")
        ? vary
        : vary + ", Accept-Encoding";
  }
}
