package dev.perigee.origin.endpoint;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A request's path and query in the one spelling that is signed. S3 decodes what it is sent,
 * encodes it again in its own way and compares signatures over that; so the request itself is sent
 * in this spelling too, and no server can read it differently from what was signed.
 *
 * <p>Every byte but {@code A-Z a-z 0-9 - . _ ~} is written as {@code %XX}; the path keeps its
 * slashes. A percent sign that begins no escape stands for itself. In a path a plus sign is a plus
 * sign; in a query it is a space.
 *
 * @param path with a leading slash
 * @param query parameters sorted by name and value, each with an equals sign; empty for none
 */
record SignedTarget(String path, String query) {

  private static final HexFormat HEX = HexFormat.of().withUpperCase();
  private static final String UNRESERVED = "-._~";
  private static final int NOT_HEX = -1;

  /** Reads a raw request target: characters above 127 are bytes of ISO 8859-1. */
  static SignedTarget of(String rawTarget) {
    int mark = rawTarget.indexOf('?');
    String path = mark < 0 ? rawTarget : rawTarget.substring(0, mark);
    String query = mark < 0 ? "" : rawTarget.substring(mark + 1);
    return new SignedTarget(encode(decode(path, false), true), canonicalQuery(query));
  }

  /** The path as services other than S3 sign it: every percent sign is encoded again. */
  String pathEncodedTwice() {
    return path.replace("%", "%25");
  }

  String asTarget() {
    return query.isEmpty() ? path : path + "?" + query;
  }

  private record Parameter(String name, String value) {}

  private static String canonicalQuery(String raw) {
    List<Parameter> parameters = new ArrayList<>();
    for (String pair : raw.split("&", -1)) {
      if (!pair.isEmpty()) {
        int equals = pair.indexOf('=');
        String name = equals < 0 ? pair : pair.substring(0, equals);
        String value = equals < 0 ? "" : pair.substring(equals + 1);
        parameters.add(
            new Parameter(encode(decode(name, true), false), encode(decode(value, true), false)));
      }
    }
    return parameters.stream()
        .sorted(Comparator.comparing(Parameter::name).thenComparing(Parameter::value))
        .map(parameter -> parameter.name() + "=" + parameter.value())
        .collect(Collectors.joining("&"));
  }

  private static byte[] decode(String raw, boolean plusIsSpace) {
    byte[] bytes = raw.getBytes(StandardCharsets.ISO_8859_1);
    ByteArrayOutputStream decoded = new ByteArrayOutputStream(bytes.length);
    for (int i = 0; i < bytes.length; i++) {
      int escaped = bytes[i] == '%' ? escaped(bytes, i) : NOT_HEX;
      if (escaped != NOT_HEX) {
        decoded.write(escaped);
        i += 2;
      } else {
        decoded.write(plusIsSpace && bytes[i] == '+' ? ' ' : bytes[i]);
      }
    }
    return decoded.toByteArray();
  }

  private static int escaped(byte[] bytes, int percent) {
    if (percent + 2 >= bytes.length
        || !HexFormat.isHexDigit(bytes[percent + 1])
        || !HexFormat.isHexDigit(bytes[percent + 2])) {
      return NOT_HEX;
    }
    return (HexFormat.fromHexDigit(bytes[percent + 1]) << 4)
        | HexFormat.fromHexDigit(bytes[percent + 2]);
  }

  private static String encode(byte[] bytes, boolean keepSlashes) {
    StringBuilder encoded = new StringBuilder(bytes.length + 16);
    for (byte b : bytes) {
      if (isUnreserved(b) || (keepSlashes && b == '/')) {
        encoded.append((char) b);
      } else {
        encoded.append('%').append(HEX.toHexDigits(b));
      }
    }
    return encoded.toString();
  }

  private static boolean isUnreserved(byte b) {
    return (b >= 'a' && b <= 'z')
        || (b >= 'A' && b <= 'Z')
        || (b >= '0' && b <= '9')
        || UNRESERVED.indexOf(b) >= 0;
  }
}
