package dev.perigee.edge.realtime;

import dev.perigee.edge.logline.EndedRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a player says of itself in a request (CTA-5004, common media client data), in four headers
 * or in a query parameter.
 */
final class Cmcd {

  private static final List<String> HEADERS =
      List.of("cmcd-request", "cmcd-object", "cmcd-status", "cmcd-session");
  private static final String PARAMETER = "CMCD=";

  private Cmcd() {}

  /** Values by their keys; a key without a value is {@code true}. */
  static Map<String, String> of(EndedRequest request) {
    Map<String, String> values = new HashMap<>();
    for (String name : HEADERS) {
      read(request.header(name), values);
    }
    String query = request.uriQuery();
    if (query != null) {
      for (String parameter : query.split("&", -1)) {
        if (parameter.startsWith(PARAMETER)) {
          read(decoded(parameter.substring(PARAMETER.length())), values);
        }
      }
    }
    return values;
  }

  private static @Nullable String decoded(String value) {
    try {
      return URLDecoder.decode(value, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static void read(@Nullable String text, Map<String, String> values) {
    if (text == null) {
      return;
    }
    int at = 0;
    while (at < text.length()) {
      int end = endOfItem(text, at);
      String item = text.substring(at, end).strip();
      int equals = item.indexOf('=');
      if (equals < 0) {
        values.put(item, "true");
      } else {
        values.put(item.substring(0, equals), unquoted(item.substring(equals + 1)));
      }
      at = end + 1;
    }
  }

  /** The next comma that is not within quotes. */
  private static int endOfItem(String text, int from) {
    boolean quoted = false;
    for (int i = from; i < text.length(); i++) {
      switch (text.charAt(i)) {
        case '\\' -> i++;
        case '"' -> quoted = !quoted;
        case ',' -> {
          if (!quoted) {
            return i;
          }
        }
        default -> {
          // part of the item
        }
      }
    }
    return text.length();
  }

  private static String unquoted(String value) {
    return value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"")
        ? value.substring(1, value.length() - 1).replaceAll("\\\\(.)", "$1")
        : value;
  }
}
