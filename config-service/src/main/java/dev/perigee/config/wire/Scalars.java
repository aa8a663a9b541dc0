package dev.perigee.config.wire;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Locale;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;

/** Values without parts, as text; the same in XML, headers, queries and paths. */
final class Scalars {

  private Scalars() {}

  /**
   * Reads a value.
   *
   * @param path names the value in messages
   * @throws ApiException where the text is not of that type
   */
  static Object parse(String path, MarshallingType<?> type, String text) {
    try {
      if (type == MarshallingType.STRING) {
        return text;
      } else if (type == MarshallingType.BOOLEAN) {
        return parseBoolean(path, text);
      } else if (type == MarshallingType.INTEGER) {
        return Integer.valueOf(text.strip());
      } else if (type == MarshallingType.LONG) {
        return Long.valueOf(text.strip());
      } else if (type == MarshallingType.FLOAT) {
        return (float) finite(text);
      } else if (type == MarshallingType.DOUBLE) {
        return finite(text);
      } else if (type == MarshallingType.INSTANT) {
        return DateTimeFormatter.ISO_DATE_TIME.parse(text.strip(), Instant::from);
      } else if (type == MarshallingType.SDK_BYTES) {
        return SdkBytes.fromByteArray(Base64.getMimeDecoder().decode(text));
      }
    } catch (NumberFormatException e) {
      throw ApiException.malformed(path + ": " + text + " (expected: a number)");
    } catch (DateTimeException e) {
      throw ApiException.malformed(path + ": " + text + " (expected: an ISO 8601 time)");
    } catch (IllegalArgumentException e) {
      throw ApiException.malformed(path + ": not Base64");
    }
    throw new IllegalStateException("no scalar: " + type);
  }

  private static double finite(String text) {
    double number = Double.parseDouble(text.strip());
    if (!Double.isFinite((float) number)) {
      throw new NumberFormatException(text);
    }
    return number;
  }

  /** Writes a value. */
  static String format(Object value) {
    return switch (value) {
      case SdkBytes bytes -> Base64.getEncoder().encodeToString(bytes.asByteArrayUnsafe());
      case Instant instant -> DateTimeFormatter.ISO_INSTANT.format(instant);
      default -> value.toString();
    };
  }

  static String elementName(ListTrait trait) {
    String name = trait.memberLocationName();
    return name == null ? "member" : name;
  }

  /** Some clients capitalise booleans in headers. */
  private static Boolean parseBoolean(String path, String text) {
    return switch (text.strip().toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default -> throw ApiException.malformed(path + ": " + text + " (expected: true or false)");
    };
  }
}
