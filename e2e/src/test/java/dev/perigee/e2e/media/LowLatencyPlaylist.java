package dev.perigee.e2e.media;

/**
 * The low-latency playlist over a channel's fragments: two parts are a segment
 * (draft-pantos-hls-rfc8216bis, section 4).
 */
final class LowLatencyPlaylist {

  static final int PARTS_A_SEGMENT = 2;
  private static final String PART_SECONDS = "0.5";
  private static final String SEGMENT_SECONDS = "1.0";

  /** Segments of which the parts are listed one by one. */
  private static final int SEGMENTS_IN_PARTS = 4;

  private LowLatencyPlaylist() {}

  /** How many parts there must be for a playlist that a reload waits for. */
  static int partsUpTo(int sequenceNumber, int part) {
    return sequenceNumber * PARTS_A_SEGMENT + part + 1;
  }

  static String of(int parts, boolean ended) {
    StringBuilder text =
        new StringBuilder(
            """
            #EXTM3U
            #EXT-X-VERSION:9
            #EXT-X-TARGETDURATION:1
            #EXT-X-PART-INF:PART-TARGET=0.5
            #EXT-X-SERVER-CONTROL:CAN-BLOCK-RELOAD=YES,PART-HOLD-BACK=4.0
            #EXT-X-MEDIA-SEQUENCE:0
            #EXT-X-MAP:URI="init.mp4"
            """);
    int segments = parts / PARTS_A_SEGMENT;
    for (int segment = 0; segment < segments; segment++) {
      if (segment >= segments - SEGMENTS_IN_PARTS && !ended) {
        listParts(text, segment * PARTS_A_SEGMENT, (segment + 1) * PARTS_A_SEGMENT);
      }
      text.append("#EXTINF:").append(SEGMENT_SECONDS).append(",\n");
      text.append("segment").append(segment).append(".m4s\n");
    }
    if (ended) {
      return text.append("#EXT-X-ENDLIST\n").toString();
    }
    listParts(text, segments * PARTS_A_SEGMENT, parts);
    return text.append("#EXT-X-PRELOAD-HINT:TYPE=PART,URI=\"part")
        .append(parts)
        .append(".m4s\"\n")
        .toString();
  }

  private static void listParts(StringBuilder text, int from, int to) {
    for (int part = from; part < to; part++) {
      text.append("#EXT-X-PART:DURATION=").append(PART_SECONDS);
      text.append(",URI=\"part").append(part).append(".m4s\",INDEPENDENT=YES\n");
    }
  }

  /** What was on air between two seconds of the channel, as a playlist of its own. */
  static String between(int start, int end) {
    StringBuilder text =
        new StringBuilder(
            """
            #EXTM3U
            #EXT-X-VERSION:7
            #EXT-X-TARGETDURATION:1
            #EXT-X-PLAYLIST-TYPE:VOD
            #EXT-X-MAP:URI="init.mp4"
            """);
    for (int segment = start; segment < end; segment++) {
      text.append("#EXTINF:").append(SEGMENT_SECONDS).append(",\n");
      text.append("segment").append(segment).append(".m4s\n");
    }
    return text.append("#EXT-X-ENDLIST\n").toString();
  }
}
