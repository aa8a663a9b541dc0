package dev.perigee.edge.realtime;

import dev.perigee.contracts.DistributionSnapshot;
import dev.perigee.edge.facts.GeoDatabase;
import dev.perigee.edge.logline.EndedRequest;
import io.vertx.core.MultiMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request with what only real-time logs tell of it. */
final class RealtimeRequest {

  /** cloudfront.md, A13: lists of headers are cut off. */
  private static final int MAX_CHARACTERS = 800;

  private final EndedRequest request;
  private final GeoDatabase places;
  private @Nullable Map<String, String> cmcd;

  RealtimeRequest(EndedRequest request, GeoDatabase places) {
    this.request = request;
    this.places = places;
  }

  EndedRequest base() {
    return request;
  }

  /** Seconds since the epoch with three decimals. */
  String timestamp() {
    long millis = request.at().toEpochMilli();
    return "%d.%03d".formatted(millis / 1_000, millis % 1_000);
  }

  String addressVersion() {
    return request.clientAddress().contains(":") ? "IPv6" : "IPv4";
  }

  @Nullable String serverAddress() {
    return request.facts().http().localAddress() == null
        ? null
        : request.facts().http().localAddress().hostAddress();
  }

  @Nullable String country() {
    return places.country(request.clientAddress());
  }

  @Nullable String asn() {
    return places.asn(request.clientAddress());
  }

  @Nullable String pathPattern() {
    return request.facts().behavior() == null ? null : request.facts().behavior().pathPattern();
  }

  /** The distribution whose staging distribution served the request; null where that is not so. */
  @Nullable DistributionSnapshot primary() {
    DistributionSnapshot found = request.facts().primary();
    DistributionSnapshot serving = request.facts().distribution();
    return found == null || serving == null || found.id().equals(serving.id()) ? null : found;
  }

  /** Every header, {@code name:value}, one a line. */
  String headers() {
    List<String> lines = new ArrayList<>();
    fields().forEach((name, value) -> lines.add(name + ":" + value));
    return cut(lines);
  }

  String headerNames() {
    List<String> names = new ArrayList<>();
    fields().forEach((name, _) -> names.add(name));
    return cut(names);
  }

  int headerCount() {
    return fields().size();
  }

  private MultiMap fields() {
    return request.facts().http().headers();
  }

  private static String cut(List<String> lines) {
    String text = String.join("\n", lines);
    return text.length() <= MAX_CHARACTERS ? text : text.substring(0, MAX_CHARACTERS);
  }

  /** What the player says under a key; null for nothing. */
  @Nullable String cmcd(String key) {
    Map<String, String> said = cmcd;
    if (said == null) {
      said = Cmcd.of(request);
      cmcd = said;
    }
    return said.get(key);
  }
}
