package dev.perigee.edge.prefetch;

import java.util.List;

/** A playlist of HLS (RFC 8216, section 4). */
final class Playlist {

  private static final String FIRST_LINE = "#EXTM3U";
  private static final String OF_OTHER_PLAYLISTS = "#EXT-X-STREAM-INF";

  private Playlist() {}

  /** The URIs of its segments as they stand there, in order; empty where it lists no segments. */
  static List<String> segments(String text) {
    if (!text.startsWith(FIRST_LINE) || text.contains(OF_OTHER_PLAYLISTS)) {
      return List.of();
    }
    return text.lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty() && line.charAt(0) != '#')
        .toList();
  }
}
