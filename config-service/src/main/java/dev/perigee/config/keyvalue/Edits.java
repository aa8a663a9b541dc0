package dev.perigee.config.keyvalue;

import dev.perigee.config.wire.ApiException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A change of a store's contents, within AWS's limits.
 *
 * @param puts values by key
 * @param deletes keys
 */
record Edits(Map<String, String> puts, Set<String> deletes) {

  static final int MAX_KEYS = 50;
  static final int MAX_EDIT_BYTES = 3_000_000;
  static final int MAX_KEY_BYTES = 512;
  static final int MAX_VALUE_BYTES = 1_024;

  /** A key and what it is to have for a value. */
  record Put(String key, String value) {}

  /**
   * Makes one.
   *
   * @throws ApiException beyond a limit, or where a key is named twice
   */
  static Edits of(List<Put> puts, List<String> deletes) {
    if (puts.size() + deletes.size() == 0 || puts.size() + deletes.size() > MAX_KEYS) {
      throw invalid(
          (puts.size() + deletes.size()) + " keys (expected: 1 to " + MAX_KEYS + " at a time)");
    }
    Map<String, String> values = new TreeMap<>();
    Set<String> gone = new TreeSet<>();
    long total = 0;
    for (Put put : puts) {
      checkKey(put.key());
      checkValue(put);
      total += bytes(put.key()) + bytes(put.value());
      if (values.put(put.key(), put.value()) != null) {
        throw twice(put.key());
      }
    }
    for (String key : deletes) {
      checkKey(key);
      total += bytes(key);
      if (values.containsKey(key) || !gone.add(key)) {
        throw twice(key);
      }
    }
    if (total > MAX_EDIT_BYTES) {
      throw invalid(total + " bytes (expected: <= " + MAX_EDIT_BYTES + " at a time)");
    }
    return new Edits(values, gone);
  }

  static long bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  private static void checkKey(String key) {
    if (key.isEmpty() || bytes(key) > MAX_KEY_BYTES) {
      throw invalid(
          "Key: " + key + " has " + bytes(key) + " bytes (expected: 1 to " + MAX_KEY_BYTES + ")");
    }
    if (key.chars().anyMatch(Character::isISOControl) || !isUnicode(key)) {
      throw invalid("Key: " + key + " (expected: text without control characters)");
    }
  }

  private static void checkValue(Put put) {
    if (bytes(put.value()) > MAX_VALUE_BYTES) {
      throw invalid(
          "Value: that of "
              + put.key()
              + " has "
              + bytes(put.value())
              + " bytes (expected: <= "
              + MAX_VALUE_BYTES
              + ")");
    }
    if (put.value().indexOf('\0') >= 0 || !isUnicode(put.value())) {
      throw invalid("Value: that of " + put.key() + " has characters that no text can have");
    }
  }

  /** False for halves of surrogate pairs, which JSON can name but UTF-8 cannot hold. */
  private static boolean isUnicode(String text) {
    return StandardCharsets.UTF_8.newEncoder().canEncode(text);
  }

  private static ApiException twice(String key) {
    return invalid("Key: " + key + " is there more than once");
  }

  private static ApiException invalid(String text) {
    return new ApiException("ValidationException", text);
  }
}
