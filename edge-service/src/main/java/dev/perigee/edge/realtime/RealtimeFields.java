package dev.perigee.edge.realtime;

import dev.perigee.contracts.DistributionSnapshot;
import dev.perigee.contracts.RealtimeLog;
import dev.perigee.edge.logline.EndedRequest;
import dev.perigee.edge.logline.LogLine;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How each field of {@link RealtimeLog#FIELDS} is written. Those of field-level encryption, origin
 * groups, tenants and connections, and the origin's last byte are hyphens.
 */
final class RealtimeFields {

  /** Adds a field to a line. */
  @FunctionalInterface
  interface Field {
    void write(RealtimeRequest request, LogLine line);
  }

  private static final long NANOS_PER_MILLI = 1_000_000;
  private static final Map<String, Field> ALL = all();

  private RealtimeFields() {}

  /** The fields of these names; one of an unknown name is a hyphen. */
  static List<Field> of(List<String> names) {
    return names.stream()
        .map(name -> ALL.getOrDefault(name, (_, line) -> line.field(null)))
        .toList();
  }

  static Set<String> names() {
    return ALL.keySet();
  }

  private static Map<String, Field> all() {
    Map<String, Field> all = new HashMap<>();
    viewer(all);
    request(all);
    response(all);
    player(all);
    for (String name : RealtimeLog.FIELDS) {
      all.putIfAbsent(name, (_, line) -> line.field(null));
    }
    return Map.copyOf(all);
  }

  private static void viewer(Map<String, Field> all) {
    all.put("c-ip", text(EndedRequest::clientAddress));
    all.put("c-port", (request, line) -> line.field(request.base().clientPort()));
    all.put("c-ip-version", own(RealtimeRequest::addressVersion));
    all.put("c-country", own(RealtimeRequest::country));
    all.put("asn", own(RealtimeRequest::asn));
    all.put("ssl-protocol", text(EndedRequest::tlsProtocol));
    all.put("ssl-cipher", text(EndedRequest::tlsCipher));
    all.put("x-forwarded-for", header("x-forwarded-for"));
  }

  private static void request(Map<String, Field> all) {
    all.put("timestamp", own(RealtimeRequest::timestamp));
    all.put("s-ip", own(RealtimeRequest::serverAddress));
    all.put("cs-method", text(EndedRequest::method));
    all.put("cs-protocol", text(EndedRequest::protocol));
    all.put("cs-protocol-version", text(EndedRequest::protocolVersion));
    all.put("cs-host", text(EndedRequest::distributionHost));
    all.put("cs-uri-stem", text(request -> request.facts().http().uri()));
    all.put("cs-uri-query", text(EndedRequest::uriQuery));
    all.put("cs-bytes", (request, line) -> line.field(request.base().bytesReceived()));
    all.put("cs-user-agent", header("user-agent"));
    all.put("cs-referer", header("referer"));
    all.put("cs-cookie", header("cookie"));
    all.put("cs-accept-encoding", header("accept-encoding"));
    all.put("cs-accept", header("accept"));
    all.put("cs-headers", own(RealtimeRequest::headers));
    all.put("cs-header-names", own(RealtimeRequest::headerNames));
    all.put("cs-headers-count", (request, line) -> line.field(request.headerCount()));
    all.put("x-host-header", header("host"));
    all.put("x-edge-location", text(EndedRequest::edge));
    all.put("x-edge-request-id", text(request -> request.facts().id()));
    all.put("cache-behavior-path-pattern", own(RealtimeRequest::pathPattern));
    all.put("primary-distribution-id", primary(DistributionSnapshot::id));
    all.put("primary-distribution-dns-name", primary(DistributionSnapshot::domainName));
  }

  private static void response(Map<String, Field> all) {
    all.put("sc-status", text(EndedRequest::status));
    all.put("sc-bytes", (request, line) -> line.field(request.base().bytesSent()));
    all.put("sc-content-type", text(request -> request.responseHeader("content-type")));
    all.put("sc-content-len", text(request -> request.responseHeader("content-length")));
    all.put("sc-range-start", text(EndedRequest::rangeStart));
    all.put("sc-range-end", text(EndedRequest::rangeEnd));
    all.put("x-edge-result-type", text(EndedRequest::result));
    all.put("x-edge-response-result-type", text(EndedRequest::responseResult));
    all.put("x-edge-detailed-result-type", text(EndedRequest::detailedResult));
    all.put("time-taken", (request, line) -> line.seconds(request.base().nanosTaken()));
    all.put(
        "time-to-first-byte", (request, line) -> line.seconds(request.base().nanosToFirstByte()));
    all.put("origin-fbl", RealtimeFields::originFirstByte);
  }

  private static void player(Map<String, Field> all) {
    Map.ofEntries(
            Map.entry("encoded-bitrate", "br"),
            Map.entry("buffer-length", "bl"),
            Map.entry("buffer-starvation", "bs"),
            Map.entry("content-id", "cid"),
            Map.entry("object-duration", "d"),
            Map.entry("deadline", "dl"),
            Map.entry("measured-throughput", "mtp"),
            Map.entry("next-object-request", "nor"),
            Map.entry("next-range-request", "nrr"),
            Map.entry("object-type", "ot"),
            Map.entry("playback-rate", "pr"),
            Map.entry("requested-maximum-throughput", "rtp"),
            Map.entry("streaming-format", "sf"),
            Map.entry("session-id", "sid"),
            Map.entry("stream-type", "st"),
            Map.entry("startup", "su"),
            Map.entry("top-bitrate", "tb"),
            Map.entry("version", "v"))
        .forEach((name, key) -> all.put("cmcd-" + name, own(request -> request.cmcd(key))));
  }

  private static void originFirstByte(RealtimeRequest request, LogLine line) {
    long millis = request.base().facts().originMillis();
    if (millis < 0) {
      line.field(null);
    } else {
      line.seconds(millis * NANOS_PER_MILLI);
    }
  }

  private static Field text(Function<EndedRequest, @Nullable String> value) {
    return (request, line) -> line.field(value.apply(request.base()));
  }

  private static Field own(Function<RealtimeRequest, @Nullable String> value) {
    return (request, line) -> line.field(value.apply(request));
  }

  private static Field header(String name) {
    return text(request -> request.header(name));
  }

  private static Field primary(Function<DistributionSnapshot, String> value) {
    return own(request -> request.primary() == null ? null : value.apply(request.primary()));
  }
}
