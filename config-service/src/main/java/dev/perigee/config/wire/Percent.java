package dev.perigee.config.wire;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Percent-encoding of RFC 3986, as Signature Version 4 wants it. */
public final class Percent {

  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private Percent() {}

  /**
   * Decodes {@code %XX}; a plus sign stays one.
   *
   * @throws ApiException where a percent sign is not followed by two hexadecimal digits, or what
   *     comes out has control characters
   */
  public static String decode(String raw) {
    if (raw.indexOf('%') < 0) {
      return raw;
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream(raw.length());
    byte[] bytes = raw.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] != '%') {
        out.write(bytes[i]);
        continue;
      }
      if (i + 2 >= bytes.length
          || !HexFormat.isHexDigit(bytes[i + 1])
          || !HexFormat.isHexDigit(bytes[i + 2])) {
        throw ApiException.invalidArgument("the URI is not correctly percent-encoded: " + raw);
      }
      out.write(HexFormat.fromHexDigits(raw2(bytes, i + 1)));
      i += 2;
    }
    String decoded = out.toString(StandardCharsets.UTF_8);
    if (decoded.chars().anyMatch(Character::isISOControl)) {
      throw ApiException.invalidArgument("the URI has control characters: " + raw);
    }
    return decoded;
  }

  /**
   * Encodes all but the unreserved characters.
   *
   * @param keepSlash whether slashes stay as they are
   */
  public static String encode(String text, boolean keepSlash) {
    StringBuilder out = new StringBuilder(text.length() + 16);
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      if (isUnreserved(c) || (keepSlash && c == '/')) {
        out.append(c);
      } else {
        out.append('%').append(HEX.toHexDigits(b));
      }
    }
    return out.toString();
  }

  private static String raw2(byte[] bytes, int from) {
    return new String(bytes, from, 2, StandardCharsets.US_ASCII);
  }

  private static boolean isUnreserved(char c) {
    return (c >= 'A' && c <= 'Z')
        || (c >= 'a' && c <= 'z')
        || (c >= '0' && c <= '9')
        || c == '-'
        || c == '_'
        || c == '.'
        || c == '~';
  }
}
