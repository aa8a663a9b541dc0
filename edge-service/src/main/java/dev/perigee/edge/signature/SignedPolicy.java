package dev.perigee.edge.signature;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What a signature allows. Nothing in it is ignored: a policy with a condition that is not known is
 * none.
 *
 * @param resource the URLs; null for all
 * @param before the second since the epoch from which on it allows nothing
 * @param after the last second since the epoch at which it does not allow anything yet; -1 for none
 * @param source the viewers' addresses; null for all
 */
record SignedPolicy(
    @Nullable ResourcePattern resource, long before, long after, @Nullable AddressRange source) {

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /** The text that a canned policy's signature signs. */
  static String canned(String url, String expires) {
    return "{\"Statement\":[{\"Resource\":\""
        + url
        + "\",\"Condition\":{\"DateLessThan\":{\"AWS:EpochTime\":"
        + expires
        + "}}}]}";
  }

  /** Reads a custom policy; empty where it is malformed. */
  static Optional<SignedPolicy> parse(byte[] text) {
    try {
      JsonNode statements = only(JSON.readTree(text), Set.of("Statement"), "Statement");
      if (!statements.isArray() || statements.size() != 1) {
        return Optional.empty();
      }
      return Optional.of(statement(statements.get(0)));
    } catch (IOException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static SignedPolicy statement(JsonNode statement) {
    JsonNode conditions = only(statement, Set.of("Resource", "Condition"), "Condition");
    JsonNode before =
        only(conditions, Set.of("DateLessThan", "DateGreaterThan", "IpAddress"), "DateLessThan");
    JsonNode after = conditions.get("DateGreaterThan");
    JsonNode source = conditions.get("IpAddress");
    JsonNode resource = statement.get("Resource");
    return new SignedPolicy(
        resource == null ? null : ResourcePattern.parse(text(resource)),
        epochSecond(before),
        after == null ? -1 : epochSecond(after),
        source == null
            ? null
            : AddressRange.parse(text(only(source, Set.of("AWS:SourceIp"), "AWS:SourceIp"))));
  }

  /** A member that must be there, of an object that has no others than these. */
  private static JsonNode only(JsonNode object, Set<String> known, String needed) {
    object.fieldNames().forEachRemaining(name -> check(known.contains(name), name));
    JsonNode value = object.get(needed);
    if (value == null) {
      throw new IllegalArgumentException("no " + needed);
    }
    return value;
  }

  private static long epochSecond(JsonNode condition) {
    JsonNode time = only(condition, Set.of("AWS:EpochTime"), "AWS:EpochTime");
    check(time.isIntegralNumber() && time.canConvertToLong() && time.longValue() >= 0, "time");
    return time.longValue();
  }

  private static String text(JsonNode value) {
    check(value.isTextual(), "text");
    return value.textValue();
  }

  private static void check(boolean good, String what) {
    if (!good) {
      throw new IllegalArgumentException(what);
    }
  }

  boolean allows(String url, String address, long epochSecond) {
    return epochSecond < before
        && epochSecond > after
        && holds(resource, pattern -> pattern.matches(url))
        && holds(source, range -> range.contains(address));
  }

  private static <T> boolean holds(@Nullable T condition, Predicate<T> test) {
    return condition == null || test.test(condition);
  }
}
