package dev.perigee.e2e.media;

import dev.perigee.testkit.http.Answer;
import dev.perigee.testkit.http.Content;
import dev.perigee.testkit.http.Received;
import dev.perigee.testkit.http.Script;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * An endpoint like those of MediaPackage v2 (media.md): it takes in what an encoder sends, and
 * answers who is signed for it and knows the CDN's secret. Playlists live shortly, segments long;
 * blocking reloads and parts that are to come next are held back until they are there.
 */
public final class MediaEndpoint implements Script {

  public static final String DOMAIN_SUFFIX = "mediapackagev2.us-east-1.amazonaws.com";
  public static final String DOMAIN = "live.egress.e2e." + DOMAIN_SUFFIX;
  public static final String KEY = "media";
  public static final String SECRET = "media-secret";
  public static final String CDN_HEADER = "X-MediaPackageV2-CDNIdentifier";
  public static final String CDN_SECRET = "known-to-the-cdn-alone";

  /** Where an encoder sends its files. */
  public static final String INGEST = "/ingest/";

  /** Where viewers find the channel. */
  public static final String EGRESS = "/out/v1/group/channel/endpoint/";

  /** The channel is on air with so many parts; who asks before waits. */
  public static final int FIRST_PARTS = 10;

  private static final String LOW_LATENCY = "cmaf/index.m3u8";
  private static final Pattern PART = Pattern.compile("cmaf/part(\\d{1,4})\\.m4s");
  private static final Pattern SEGMENT = Pattern.compile("cmaf/segment(\\d{1,4})\\.m4s");
  private static final String LIVE = "max-age=1";
  private static final String LONG = "max-age=1209600";

  private final Channel channel;

  public MediaEndpoint(Channel channel) {
    this.channel = channel;
  }

  @Override
  public Answer answer(Received request) {
    String path = request.path();
    if (path.startsWith(INGEST)) {
      channel.put(path.substring(INGEST.length()), request.body());
      return Answer.empty(200);
    }
    if (!path.startsWith(EGRESS)
        || !request.head().all(CDN_HEADER).equals(List.of(CDN_SECRET))
        || !Signatures.isSigned(request, "mediapackagev2", KEY, SECRET)) {
      return Answer.empty(403);
    }
    return media(path.substring(EGRESS.length()), query(request))
        .header("Access-Control-Allow-Origin", "*")
        .header("CMSD-Static", "ot=v,sf=h,st=l");
  }

  private Answer media(String path, Map<String, String> query) {
    if (path.equals(LOW_LATENCY)) {
      return query.containsKey("start") ? timeShifted(query) : playlist(query);
    }
    Matcher part = PART.matcher(path);
    if (part.matches()) {
      int index = Integer.parseInt(part.group(1));
      return index > channel.parts()
          ? missing()
          : held(index + 1).map(_ -> part(index)).orElseGet(MediaEndpoint::tooLate);
    }
    Matcher segment = SEGMENT.matcher(path);
    if (segment.matches()) {
      return segment(Integer.parseInt(segment.group(1)));
    }
    return channel.file(path).map(content -> file(path, content)).orElseGet(MediaEndpoint::missing);
  }

  /** Empty where the channel has not come so far in time. */
  private Optional<Integer> held(int parts) {
    return channel.await(parts).filter(there -> there >= parts || channel.hasEnded());
  }

  private Answer playlist(Map<String, String> query) {
    int wanted = FIRST_PARTS;
    if (query.containsKey("_HLS_msn")) {
      int part =
          Integer.parseInt(
              query.getOrDefault("_HLS_part", "" + (LowLatencyPlaylist.PARTS_A_SEGMENT - 1)));
      wanted = LowLatencyPlaylist.partsUpTo(Integer.parseInt(query.get("_HLS_msn")), part);
    }
    return held(wanted).map(this::playlist).orElseGet(MediaEndpoint::tooLate);
  }

  private Answer playlist(int parts) {
    return Answer.ok(LowLatencyPlaylist.of(parts, channel.hasEnded()))
        .header("Content-Type", "application/vnd.apple.mpegurl")
        .header("Cache-Control", LIVE)
        .header(
            "X-MediaPackage-Manifest-Last-Sequence",
            Integer.toString(parts / LowLatencyPlaylist.PARTS_A_SEGMENT))
        .header("X-Amzn-Mediapackage-Manifest-Last-Part", Integer.toString(parts));
  }

  private static Answer timeShifted(Map<String, String> query) {
    return Answer.ok(
            LowLatencyPlaylist.between(
                Integer.parseInt(query.get("start")), Integer.parseInt(query.get("end"))))
        .header("Content-Type", "application/vnd.apple.mpegurl")
        .header("Cache-Control", LONG);
  }

  private Answer part(int index) {
    return index < channel.parts() ? segment(channel.part(index)) : missing();
  }

  private Answer segment(int index) {
    int first = index * LowLatencyPlaylist.PARTS_A_SEGMENT;
    int end = first + LowLatencyPlaylist.PARTS_A_SEGMENT;
    if (end > channel.parts()) {
      return missing();
    }
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    for (int part = first; part < end; part++) {
      whole.writeBytes(channel.part(part));
    }
    return segment(whole.toByteArray());
  }

  private static Answer segment(byte[] content) {
    return Answer.ok(Content.of(content))
        .header("Content-Type", "video/mp4")
        .header("Cache-Control", LONG);
  }

  private static Answer file(String path, byte[] content) {
    boolean list = path.endsWith(".m3u8") || path.endsWith(".mpd");
    String type =
        path.endsWith(".mpd")
            ? "application/dash+xml"
            : list
                ? "application/vnd.apple.mpegurl"
                : path.endsWith(".ts") ? "video/mp2t" : "video/mp4";
    return Answer.ok(Content.of(content))
        .header("Content-Type", type)
        .header("Cache-Control", list ? LIVE : LONG);
  }

  private static Answer missing() {
    return Answer.empty(404);
  }

  private static Answer tooLate() {
    return Answer.empty(503);
  }

  private static Map<String, String> query(Received request) {
    int mark = request.target().indexOf('?');
    return mark < 0
        ? Map.of()
        : Arrays.stream(request.target().substring(mark + 1).split("&", -1))
            .map(pair -> pair.split("=", 2))
            .collect(Collectors.toMap(pair -> pair[0], pair -> pair.length > 1 ? pair[1] : ""));
  }
}
