package dev.perigee.httpcache.freshness;

import dev.perigee.httpcache.HeaderView;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;

/** The manifests of HLS, DASH and Smooth Streaming, which list a stream's segments. */
final class Manifests {

  /** Endpoints give live manifests half a segment's time, finished ones that of segments: days. */
  private static final Duration LONGEST_LIVE = Duration.ofMinutes(1);

  private static final Set<String> TYPES =
      Set.of(
          "application/vnd.apple.mpegurl",
          "application/x-mpegurl",
          "audio/mpegurl",
          "audio/x-mpegurl",
          "vnd.apple.mpegurl",
          "application/dash+xml",
          "application/vnd.ms-sstr+xml");

  private Manifests() {}

  /**
   * Whether a response is the manifest of a stream that goes on, which tells a player wrong things
   * once its time is over.
   */
  static boolean isLive(HeaderView response, Duration ttl) {
    String contentType = response.first("content-type");
    if (contentType == null || ttl.compareTo(LONGEST_LIVE) > 0) {
      return false;
    }
    int semicolon = contentType.indexOf(';');
    String type = semicolon < 0 ? contentType : contentType.substring(0, semicolon);
    return TYPES.contains(type.strip().toLowerCase(Locale.ROOT));
  }
}
