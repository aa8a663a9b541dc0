package dev.perigee.edge.facts;

import dev.perigee.edge.connection.ViewerConnection;
import dev.perigee.edge.request.ViewerRequest;
import dev.perigee.edge.tls.ViewerTls;
import io.vertx.core.http.HttpVersion;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Makes the headers that begin with {@code cloudfront-} (cloudfront.md, A7). What is not known of a
 * viewer has no header. Not made are the fingerprints of TLS handshakes (JA3, JA4).
 */
public final class GeneratedHeaders {

  private static final int MAX_ORDER_CHARACTERS = 7_680;
  private static final String PREFIX = "cloudfront-";

  private static final Map<String, Function<Place, @Nullable String>> OF_PLACE =
      Map.ofEntries(
          Map.entry("viewer-country", Place::country),
          Map.entry("viewer-country-name", Place::countryName),
          Map.entry("viewer-country-region", Place::region),
          Map.entry("viewer-country-region-name", Place::regionName),
          Map.entry("viewer-city", Place::city),
          Map.entry("viewer-latitude", Place::latitude),
          Map.entry("viewer-longitude", Place::longitude),
          Map.entry("viewer-time-zone", Place::timeZone),
          Map.entry("viewer-metro-code", Place::metroCode),
          Map.entry("viewer-postal-code", Place::postalCode),
          Map.entry("viewer-asn", Place::asn));

  private static final Map<String, Function<Device, Boolean>> OF_DEVICE =
      Map.of(
          "is-mobile-viewer", Device::mobile,
          "is-tablet-viewer", Device::tablet,
          "is-smarttv-viewer", Device::tv,
          "is-desktop-viewer", Device::desktop,
          "is-ios-viewer", Device::ios,
          "is-android-viewer", Device::android);

  private static final Map<String, Function<ViewerRequest, @Nullable String>> OF_REQUEST =
      Map.of(
          "forwarded-proto",
          request -> request.isSecure() ? "https" : "http",
          "viewer-address",
          GeneratedHeaders::address,
          "viewer-http-version",
          request -> version(request.http().version()),
          "viewer-header-count",
          request -> Integer.toString(request.http().headers().size()),
          "viewer-header-order",
          GeneratedHeaders::order,
          "viewer-tls",
          GeneratedHeaders::tls);

  private final GeoDatabase places;

  public GeneratedHeaders(GeoDatabase places) {
    this.places = places;
  }

  /** The values of the headers of these names that are known. */
  public Map<String, String> of(ViewerRequest request, Collection<String> names) {
    Map<String, String> values = new HashMap<>();
    Place place = places.find(request.peerAddress());
    Device device = Device.of(request.first("user-agent"));
    for (String name : names) {
      String value = value(name.substring(PREFIX.length()), request, place, device);
      if (value != null) {
        values.put(name, visible(value));
      }
    }
    return values;
  }

  private static @Nullable String value(
      String name, ViewerRequest request, Place place, Device device) {
    if (OF_PLACE.containsKey(name)) {
      return OF_PLACE.get(name).apply(place);
    }
    if (OF_DEVICE.containsKey(name)) {
      return OF_DEVICE.get(name).apply(device).toString();
    }
    return OF_REQUEST.containsKey(name) ? OF_REQUEST.get(name).apply(request) : null;
  }

  private static String address(ViewerRequest request) {
    return request.peerAddress() + ":" + request.http().remoteAddress().port();
  }

  private static String version(HttpVersion version) {
    return switch (version) {
      case HTTP_1_0 -> "1.0";
      case HTTP_1_1 -> "1.1";
      case HTTP_2 -> "2.0";
    };
  }

  private static String order(ViewerRequest request) {
    StringBuilder order = new StringBuilder();
    for (Map.Entry<String, String> field : request.http().headers()) {
      order.append(order.isEmpty() ? "" : ":").append(field.getKey());
    }
    return order.substring(0, Math.min(order.length(), MAX_ORDER_CHARACTERS));
  }

  private static @Nullable String tls(ViewerRequest request) {
    ViewerTls tls = request.tls();
    if (tls == null) {
      return null;
    }
    String handshake =
        ViewerConnection.of(request.http()).isReused()
            ? "connectionReused"
            : tls.resumed() ? "sessionResumed" : "fullHandshake";
    return tls.version() + ":" + tls.cipherName() + ":" + handshake;
  }

  /** Percent-encodes what has no place in a header. */
  private static String visible(String value) {
    if (value.chars().allMatch(c -> c >= ' ' && c <= '~')) {
      return value;
    }
    StringBuilder out = new StringBuilder();
    for (byte octet : value.getBytes(StandardCharsets.UTF_8)) {
      if (octet >= ' ' && octet <= '~') {
        out.append((char) octet);
      } else {
        out.append("%%%02X".formatted(octet & 0xff));
      }
    }
    return out.toString();
  }
}
